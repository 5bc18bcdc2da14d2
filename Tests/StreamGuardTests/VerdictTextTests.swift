import Testing

@testable import Checklist
@testable import StreamGuard

@Suite struct VerdictTexts {
    private func everything() throws -> Report {
        try MadeUp.report(
            .doNotRun,
            findings: [
                MadeUp.finding(
                    "C01-accounts",
                    "School accounts only",
                    .notMet,
                    why: "pupil-07 would join with a personal account. The school can neither see "
                        + "nor end what happens in it.",
                    fix: "Give pupil-07 a school account, or let the pupil take part another way.",
                    values: [("plan.participants[pupil-07].account", .string("personal"))]
                ),
                MadeUp.finding("C02-platform", "An approved system", .met),
                MadeUp.finding(
                    "C09-second",
                    "A second member of staff",
                    .unanswered,
                    needs: ["plan.second.id"]
                ),
                MadeUp.finding(
                    "C10-weekly",
                    "Once a week at first",
                    .advice,
                    level: .advice,
                    why: "This would be the third live session of the week.",
                    fix: "Start with one a week."
                ),
                MadeUp.finding(
                    "C13-alone",
                    "No one-to-one without approval",
                    .needsApproval,
                    why: "pupil-07 would be the only pupil.",
                    fix: "Invite another pupil.",
                    approval: ApprovalNeed(
                        by: [
                            Role(name: "slt", words: "a member of the senior leadership team"),
                            Role(name: "head", words: "the head teacher"),
                        ],
                        material: [
                            MaterialFact(
                                name: "plan.host.id",
                                means: "Who holds the session?",
                                value: .string("staff-02"),
                                isDefault: false
                            )
                        ],
                        lasts: Duration(seconds: 14 * 86_400),
                        asks: "A one-to-one between staff-02 and pupil-07."
                    )
                ),
                MadeUp.finding("C15-route", "Somebody to turn to", .notApplicable),
                MadeUp.finding("C11-log", "Everything is logged", .later),
                MadeUp.finding(
                    "C16-recording",
                    "A recording is complete or not at all",
                    .broken,
                    failure: "division by zero"
                ),
            ],
            questions: [
                MadeUp.question(
                    "plan.second.id",
                    "Who is the second member of staff?",
                    settles: 3
                ),
                MadeUp.question(
                    "plan.participants[p-01].account",
                    "What does this pupil sign in with?",
                    choices: [
                        Choice(value: "school", means: "an account the school issued"),
                        Choice(value: "personal", means: "an account of their own"),
                    ]
                ),
                MadeUp.question(
                    "plan.participants[p-02].account",
                    "What does this pupil sign in with?"
                ),
                MadeUp.question("plan.title", "What is it called?", holdsBack: false),
            ]
        )
    }

    private func text(_ report: Report, all: Bool = false, width: Int = 80) -> String {
        VerdictText.text(report, all: all, width: width, colour: false)
    }

    @Test func ofEverythingAtOnce() throws {
        #expect(
            text(try everything(), all: true) == """
                DO NOT RUN  Year 5 fractions
                  Tue 24 Nov 2026, 09:30 to 10:15 (Europe/London) · Harbour Lane Primary
                  1 rule could not be worked out, 1 thing stands in the way, 2 questions are
                  open, 1 approval is needed.

                Rules that could not be worked out
                  1. C16 A recording is complete or not at all
                     The rule is kept.
                     Rule C16-recording of livestream-twenty: division by zero
                     The fault lies in the checklist, not in the plan. Tell whoever keeps the
                     checklists.

                What stands in the way
                  1. C01 School accounts only
                     pupil-07 would join with a personal account. The school can neither see nor
                     end what happens in it.
                     To fix: Give pupil-07 a school account, or let the pupil take part another
                       way.
                     Because: plan.participants[pupil-07].account = personal
                     Source: Twenty safeguarding considerations, no. 1

                Questions to answer, the most useful first
                  1. Who is the second member of staff?
                     plan.second.id, settles 3 rules
                  2. What does this pupil sign in with?
                     plan.participants[…].account, settles 1 rule
                     For p-01 and p-02
                     Choose from: school (an account the school issued); personal (an account of
                       their own)

                Approval needed
                  1. C13 No one-to-one without approval
                     pupil-07 would be the only pupil.
                     Ask: a member of the senior leadership team or the head teacher
                     To decide: A one-to-one between staff-02 and pupil-07.
                     For: 14 days
                     Or: Invite another pupil.
                     Source: Twenty safeguarding considerations, no. 1

                Advice
                  1. C10 Once a week at first
                     This would be the third live session of the week.
                     Better: Start with one a week.
                     Source: Twenty safeguarding considerations, no. 1

                Every rule of Livestream: twenty points 1.0.0
                  NOT MET         C01-accounts: The rule is kept.
                  met             C02-platform: The rule is kept.
                  UNANSWERED      C09-second: The rule is kept. Waits for plan.second.id.
                  advice          C10-weekly: The rule is kept.
                  NEEDS APPROVAL  C13-alone: The rule is kept.
                  does not apply  C15-route: The rule is kept.
                  later           C11-log: The rule is kept.
                  BROKEN          C16-recording: The rule is kept.

                Met: 1 of 6 rules. 1 does not apply and 1 is asked later. 1 open question only
                serves advice.

                """
        )
    }

    @Test func withoutTheRulesThatAreMet() throws {
        let (full, short) = (text(try everything(), all: true), text(try everything()))
        let (start, end) = (
            try #require(full.firstRange(of: "Every rule of ")),
            try #require(full.firstRange(of: "Met: "))
        )
        #expect(
            short == full[..<start.lowerBound] + full[end.lowerBound...]
                + "`--all` lists every rule.\n"
        )
    }

    @Test func ofNothingInTheWay() throws {
        let report = try MadeUp.report(
            .ready,
            findings: [MadeUp.finding("C01-accounts", "School accounts only", .met)]
        )
        #expect(
            text(report) == """
                READY  Year 5 fractions
                  Tue 24 Nov 2026, 09:30 to 10:15 (Europe/London) · Harbour Lane Primary
                  Nothing stands in the way.

                Met: 1 of 1 rule.
                `--all` lists every rule.

                """
        )
    }

    @Test(arguments: [40, 60, 100])
    func fitsTheTerminal(width: Int) throws {
        for line in text(try everything(), all: true, width: width).split(separator: "\n") {
            #expect(line.count <= width)
        }
    }

    @Test func coloursNoWordThatIsNotThere() throws {
        let plain = text(try everything(), all: true)
        let coloured = VerdictText.text(try everything(), all: true, width: 80, colour: true)
        #expect(coloured.hasPrefix("\u{1b}[1;31mDO NOT RUN  Year 5 fractions\u{1b}[0m\n"))
        var words = coloured
        for ink in ["\u{1b}[1;31m", "\u{1b}[1m", "\u{1b}[0m"] {
            words = words.replacing(ink, with: "")
        }
        #expect(words == plain)
    }

    @Test func abridgesLongLists() throws {
        let questions = (1...25).map { number in
            MadeUp.question("plan.participants[p-\(number)].account", "Which account?")
        }
        let values = (1...9).map { ("plan.participants[p-\($0)].age", Value.int(Int64($0))) }
        let report = try MadeUp.report(
            .doNotRun,
            findings: [
                MadeUp.finding("C01-x", "Title", .notMet, values: values, omitted: 31)
            ],
            questions: questions
        )
        #expect(text(report).contains("     For p-1, p-2, p-3, p-4, p-5, p-6 and 19 more\n"))
        #expect(text(report).contains("and plan.participants[p-4].age = 4\n         and 36 more\n"))
    }

    @Test(
        arguments: [
            ([.ready], 0, "1 plan: 1 ready.\n"),
            ([.ready, .doNotRun, .ready], 0, "3 plans: 1 must not run, 2 ready.\n"),
            (
                [.needsAnswers, .needsApproval], 1,
                "3 plans: 1 needs answers, 1 needs approval, 1 could not be judged.\n"
            ),
        ] as [([Decision], Int, String)]
    )
    func summary(decisions: [Decision], notJudged: Int, line: String) {
        #expect(VerdictText.summary(decisions, notJudged: notJudged, width: 80) == line)
    }
}
