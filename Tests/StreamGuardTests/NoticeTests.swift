import Foundation
import Testing

@testable import Checklist
@testable import StreamGuard

/// What hangs on a noticeboard names no pupil and shows nobody's own words.
@Suite struct Notices {
    private static let examples = [
        "do-not-run-host-alone-and-public-link", "do-not-run-parent-instead-of-second-staff",
        "do-not-run-pupil-left-out", "do-not-run-teacher-on-own-account",
        "needs-answers-half-filled-in", "needs-approval-one-to-one-reading",
        "needs-approval-pair-carrying-on", "needs-approval-phone-call", "ready-guest-author",
        "ready-pair-of-pupils", "ready-pupils-without-a-device",
        "ready-recording-with-one-refusal",
    ]

    @Test(arguments: examples, ["html", "markdown"])
    func `no pupil and no guest is named`(example: String, form: String) throws {
        let plan = Paths.joined(Shipped.checkout, "checklists/examples/\(example).plan.json")
        var console = TestConsole()
        console.environment["STREAMGUARD_CHECKLISTS"] = Paths.joined(Shipped.checkout, "checklists")
        let text = console.run("check", plan)
        let run = console.run("check", plan, "--format", form, "--all")
        #expect(run.status == text.status)
        #expect(run.errors == text.errors)
        let words = Set(
            run.output.matches(of: /[\w.-]+/).map { match in
                String(match.0).trimmingCharacters(in: CharacterSet(charactersIn: "."))
            }
        )
        let names = try Notices.names(plan)
        #expect(!names.isEmpty)
        #expect(words.isDisjoint(with: names), "\(words.intersection(names))")
    }

    /// Everybody of a plan and its school who is no member of staff.
    private static func names(_ plan: String) throws -> Set<String> {
        let folder = Paths.folder(of: plan)
        func read(_ path: String) throws -> String {
            try String(contentsOfFile: path, encoding: .utf8)
        }
        let document = try Document(parsing: SourceText(name: "plan", text: try read(plan)))
        let school = try Document(
            parsing: SourceText(name: "school", text: try read(Paths.joined(folder, "school.json")))
        )
        let staff = People(school).all.flatMap(\.ids)
        let groups = school.root.member("groups")?.elements ?? []
        let lists =
            groups.flatMap { $0.member("pupils")?.elements ?? [] }
            + (document.root.member("pupils")?.elements ?? [])
            + ["adults", "otherAccounts", "withoutAccess"].flatMap { name in
                (document.root.member(name)?.elements ?? []).compactMap { $0.member("id") }
            }
        return Set(lists.compactMap(\.string)).subtracting(staff)
    }

    @Test func `a sentence loses ids and the plan's own words`() throws {
        var report = try MadeUp.report(.ready, title: "Reading with p-01", findings: [])
        report.documents["plan"] = try Document(
            parsing: SourceText(
                name: "plan",
                text: """
                    {"title": "Reading with p-01", "pupils": ["p-01", "p-02", "an"],
                     "adults": [{"id": "aunt"}, {"id": "u-7f3a"}], "need": "help at home",
                     "rooms": [{"what": "the den"}], "names": ["blue"]}
                    """
            )
        )
        report.documents["school"] = try Document(
            parsing: SourceText(
                name: "school",
                text: """
                    {"people": [{"id": "u-7f3a"}], "groups": [{"id": "g", "pupils": ["p-09"]}],
                     "consents": {"noPictures": ["p-08"]}}
                    """
            )
        )
        report.forms = try Rulebook(
            forms: [
                try Document(
                    parsing: SourceText(
                        name: "form",
                        text: """
                            {"form": "plan", "version": "1", "title": "Plan", "fields": [
                             {"name": "title", "type": "string", "ask": "?"},
                             {"name": "need", "type": "string", "ask": "?"},
                             {"name": "names", "type": "list", "of": {"type": "string"},
                              "ask": "?"},
                             {"name": "rooms", "type": "groups", "key": "what", "ask": "?",
                              "fields": [{"name": "what", "type": "string", "ask": "?"}]}]}
                            """
                    )
                )
            ],
            checklists: []
        ).forms
        let words = PublicWords(report)
        for (sentence, shown) in [
            ("p-02 and p-01's friend wait.", "pupil 2 and pupil 1's friend wait."),
            ("With p-01.", "With pupil 1."), ("p-010 is nobody.", "p-010 is nobody."),
            ("u-7f3a and aunt: p-09, p-08", "u-7f3a and adult 1: another pupil, another pupil"),
            // Rather too much than too little.
            ("What an idea", "What pupil 3 idea"),
            ("Why: help at home, in the den.", "Why: (the plan says it), in (the plan says it)."),
            ("blue, bluebell", "(the plan says it), bluebell"),
        ] {
            #expect(words.shown(sentence) == shown)
        }
        #expect(words.title(report.plan) == "Reading with pupil 1")
    }

    @Test func `a title that seems to name somebody is kept back`() throws {
        let report = try MadeUp.report(.ready, title: "Reading with Olivia Smith", findings: [])
        #expect(
            Notice(report, all: false).title == "A title that is kept back, as it may name somebody"
        )
        #expect(!NoticeHTML.page(Notice(report, all: true)).contains("Olivia"))
    }

    @Test func `several plans are told of together`() throws {
        let school = try TinySchool()
        let ready = try school.plan("a.plan.json")
        let alone = try school.plan("b.plan.json", TinySchool.alone)
        let run = school.check(ready, alone, school.folder.file("none"), "--format", "markdown")
        #expect(run.status == .noAnswer)
        #expect(
            run.output.hasPrefix(
                """
                # 3 planned sessions

                1 needs approval and 1 ready. 1 plan could not be judged, and is not shown here.

                - **READY** Fractions, no time has been given
                - **NEEDS APPROVAL** A plan without a title, no time has been given

                ## Fractions

                **READY**: Nothing stands in the way.

                """
            )
        )
        let page = school.check(ready, alone, school.folder.file("none"), "--format", "html")
        #expect(page.status == .noAnswer)
        #expect(page.output.contains("<h1>3 planned sessions</h1>"))
        #expect(page.output.contains("<h2 id=\"plan-2\"><bdi>A plan without a title</bdi></h2>"))
        #expect(!page.output.contains("none.plan.json"))
    }

    @Test func `one that cannot be judged alone prints nothing`() throws {
        let school = try TinySchool()
        let bad = try school.folder.write("bad.plan.json", "{")
        for form in ["html", "markdown"] {
            let run = school.check(bad, "--format", form)
            #expect(run.status == .noAnswer && run.output.isEmpty)
        }
    }

    @Test func `many lines are JSON only`() throws {
        let school = try TinySchool()
        let run = school.check(try school.plan(), "--lines", "--format", "html")
        #expect(run.errors.contains("`--lines` prints JSON, not html"))
    }

    @Test func `everything that a report can say has its place`() throws {
        let need = ApprovalNeed(
            by: [Role(name: "slt", words: "a senior leader")],
            material: [],
            lasts: Duration(seconds: 14 * 86_400),
            asks: "May u-7f3a hold it?"
        )
        let report = try MadeUp.report(
            .doNotRun,
            moment: "during",
            findings: [
                MadeUp.finding("C01-a", "First", .broken, failure: "p-7 broke it"),
                MadeUp.finding("C02-a", "Second", .notMet, why: "It is *bold*.", fix: "Do <it>."),
                MadeUp.finding("C03-a", "Third", .needsApproval, why: "Ask.", approval: need),
                MadeUp.finding("C04-a", "Fourth", .advice, level: .advice, why: "Better not."),
                MadeUp.finding("C05-a", "Fifth", .met), MadeUp.finding("C06-a", "Sixth", .met),
                MadeUp.finding("C06-b", "Sixth", .unanswered),
                MadeUp.finding("C07-a", "Seventh", .notApplicable),
            ],
            questions: [
                MadeUp.question(
                    "plan.chat",
                    "Is the chat on?",
                    choices: [
                        Choice(value: "on", means: "it is"), Choice(value: "off", means: "no"),
                    ]
                )
            ]
        )
        let text = NoticeMarkdown.text(Notice(report, all: true))
        #expect(text == Notices.golden)
        let page = NoticeHTML.page(Notice(report, all: true))
        for words in [
            "<title>DO NOT RUN: Year 5 fractions</title>", "It is *bold*.", "Do &lt;it&gt;.",
            "<dt>Asked at</dt>", "a senior leader", "Every rule of Livestream: twenty points 1.0.0",
            "<li>C05 Fifth</li>",
        ] {
            #expect(page.contains(words), "\(words)")
        }
        #expect(!page.contains("C06 Sixth</li>") && !page.contains("p-7"))
    }

    private static let golden = """
        # Year 5 fractions

        **DO NOT RUN**: 1 rule could not be worked out, 1 thing stands in the way, 1 question \
        is open, 1 approval is needed.

        - **When:** Tue 24 Nov 2026, 09:30 to 10:15 (Europe/London)
        - **School:** Harbour Lane Primary
        - **Host:** u-7f3a
        - **Class:** year-5
        - **Asked at:** during

        ## Rules that could not be worked out

        1. **C01 First**

           The rule is kept.

           The fault lies in the checklist, not in the plan. Tell whoever keeps the checklists: \
        rule C01-a of livestream-twenty.

           Source: Twenty safeguarding considerations, no. 1

        ## What stands in the way

        1. **C02 Second**

           It is \\*bold\\*.

           **To put it right:** Do \\<it\\>.

           Source: Twenty safeguarding considerations, no. 1

        ## Questions to answer, the most useful first

        1. **Is the chat on?**

           **Choose from:** on (it is); off (no)

           plan.chat, settles 1 rule

        ## Approval needed

        1. **C03 Third**

           Ask.

           **Ask:** a senior leader

           **To decide:** May u-7f3a hold it?

           **For:** 14 days

           Source: Twenty safeguarding considerations, no. 1

        ## Advice

        1. **C04 Fourth**

           Better not.

           Source: Twenty safeguarding considerations, no. 1

        ## What is met

        Met: 2 of 7 rules. 1 does not apply.

        - C05 Fifth

        ## Every rule of Livestream: twenty points 1.0.0

        - **BROKEN** C01-a: The rule is kept.
        - **NOT MET** C02-a: The rule is kept.
        - **NEEDS APPROVAL** C03-a: The rule is kept.
        - **advice** C04-a: The rule is kept.
        - **met** C05-a: The rule is kept.
        - **met** C06-a: The rule is kept.
        - **UNANSWERED** C06-b: The rule is kept.
        - **does not apply** C07-a: The rule is kept.

        * * *

        Judged as at Sun 22 Nov 2026, 09:00 by Livestream: twenty points 1.0.0.

        Pupils and guests are called by their place in the plan. The plan's answers, and an \
        approver's reasons and conditions, are not on this page: the program's own text shows \
        them to those who may see the plan.

        """
}
