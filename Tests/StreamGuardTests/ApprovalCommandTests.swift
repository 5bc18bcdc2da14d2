import Checklist
import Foundation
import Testing

@testable import StreamGuard

/// The queue and the decisions, as leaders type them.
@Suite struct ApprovalCommands {
    private let school: DemoSchool
    private static let id = "reading-p-5b-04-2026-11-24"
    private static let file = "plans/reading.plan.json"
    private static let why = "The support plan asks for it."

    init() throws {
        school = try DemoSchool()
        #expect(school.run(as: "ta-1", "submit", ApprovalCommands.file).status == .no)
        school.wait(60)
    }

    /// The code under which the queue shows what waits.
    private func code() throws -> String {
        let run = school.run(
            as: nil,
            "approvals",
            ApprovalCommands.id,
            "--format",
            "json",
            "--all"
        )
        let match = try #require(run.output.firstMatch(of: /"code": "([0-9a-f]{8})"/))
        return String(match.1)
    }

    @discardableResult
    private func approve(as person: String = "head", _ more: String...) throws -> Run {
        school.console.run(
            ["approve", ApprovalCommands.id, "--because", ApprovalCommands.why, "--as", person]
                + (more.contains("--seen") ? [] : ["--seen", try code()]) + more
        )
    }

    private func verdict() -> String {
        let run = school.run(as: nil, "submit", ApprovalCommands.file, "--as", "ta-1")
        return String(run.output.split(separator: "\n").first { $0.contains(": ") } ?? "")
    }

    private func saved() throws -> [Entry] { try school.ledger.records }

    // MARK: The queue

    @Test func showWhatWaits() throws {
        let run = school.run(as: "head", "approvals")
        #expect(run.status == .no)
        for words in [
            "1 decision waits.", "1. One-to-one reading support",
            "Tue 24 Nov 2026, 14:00 to 14:25 (in 2 days 4 hours)",
            "Handed in by ta-1 on Sun 22 Nov 2026, 09:00",
            "To decide: May ta-1 hold one-to-one sessions with p-5b-04",
            "What would be approved, code \(try code()):", "host.id            ta-1",
            "adults             parent-1 (role: parent)", "For at most: 42 days",
            "May decide: head and deputy-head", "--rule C13-one-to-one \\",
        ] {
            #expect(run.output.contains(words), "\(words)")
        }
        #expect(!run.output.contains("You may not"))
    }

    @Test func tellWhyYouMayNotDecide() throws {
        func words(_ person: String?) -> String { school.run(as: person, "approvals").output }
        #expect(words("ta-1").contains("You may not: you are the host of this session, you handed"))
        #expect(words("teacher-5b").contains("You may not: you are the second member of staff"))
        #expect(words("senco").contains("You may not: you do not have the role\n"))
        #expect(words(nil).contains("You may not: your account is on no list of the school\n"))
        #expect(!words("ta-1").contains("To approve"))
    }

    @Test func areThereForPrograms() throws {
        let run = school.run(as: "deputy-head", "approvals", "--format", "json", "--all")
        #expect(run.status == .no)
        let document = try Document(parsing: SourceText(name: "queue", text: run.output))
        let queue = JSON(document.root)
        #expect(queue.member("settled")?.elements.isEmpty == true)
        #expect(queue.member("you")?.text == "deputy-head")
        let waiting = try #require(queue.member("waiting")?.elements.first)
        #expect(waiting.member("rule")?.text == "C13-one-to-one")
        #expect(waiting.member("plan")?.member("id")?.text == ApprovalCommands.id)
        #expect(waiting.member("plan")?.member("start")?.text == "2026-11-24T14:00:00+00:00")
        #expect(waiting.member("facts")?.member("pupils")?.canonical() == #"["p-5b-04"]"#)
        #expect(waiting.member("mayDecide")?.canonical() == #"["head","deputy-head"]"#)
        #expect(waiting.member("hindrances")?.elements.isEmpty == true)
        #expect(waiting.member("standing")?.canonical() == #"{"state":"none"}"#)
    }

    @Test func areEmptyWhenAllIsDecidedOrOver() throws {
        try approve()
        let queue = school.run(as: "head", "approvals")
        #expect(queue.status == .yes)
        #expect(queue.output == "Nothing waits for approval.\n")
        let all = school.run(as: "head", "approvals", "--all")
        #expect(all.status == .yes)
        #expect(all.output.contains("Approved: by a member of the senior leadership team (head)"))
        let other = try DemoSchool()
        other.run(as: "ta-1", "submit", ApprovalCommands.file)
        other.wait(3 * 86_400)
        #expect(other.run(as: "head", "approvals").output == "Nothing waits for approval.\n")
    }

    @Test func areAskedAboutSomePlans() throws {
        school.run(as: "teacher-5b", "submit", "plans/maths.plan.json")
        #expect(school.run(as: "head", "approvals", "plans/maths.plan.json").status == .yes)
        #expect(school.run(as: "head", "approvals", ApprovalCommands.file).status == .no)
        #expect(school.run(as: "head", "approvals", ApprovalCommands.id).status == .no)
        let wrong = school.run(as: "head", "approvals", "reading-p-5b-04-2026-11-25")
        #expect(wrong.status == .noAnswer)
        #expect(wrong.errors.contains("did you mean `reading-p-5b-04-2026-11-24`?"))
        let file = school.run(as: "head", "approvals", "plans/history.plan.json")
        #expect(file.status == .noAnswer)
        #expect(file.errors.contains("has not been handed in"))
    }

    @Test(arguments: [60, 100]) func fitTheScreen(width: Int) throws {
        school.console.width = width
        let run = school.run(as: "head", "approvals")
        for line in run.output.split(separator: "\n") { #expect(line.count <= width, "\(line)") }
    }

    // MARK: Approving

    @Test func approve() throws {
        let run = try approve("--until", "18 Dec", "--condition", "The door stays open.")
        #expect(run.status == .yes)
        #expect(run.output.contains("APPROVED  One-to-one reading support"))
        #expect(run.output.contains("until Fri 18 Dec 2026, 23:59."))
        #expect(run.output.contains("Condition: The door stays open."))
        #expect(run.output.contains("The plan is now READY: nothing more is needed"))
        let entries = try saved().suffix(2)
        #expect(entries.map(\.kind) == [.plan, .approval])
        let approval = try #require(entries.last)
        #expect(approval.author.by == "head")
        #expect(approval.fact("decision") == "approve")
        #expect(approval.fact("rule") == "C13-one-to-one")
        #expect(approval.fact("role") == "slt")
        #expect(approval.fact("roles") == (try saved().first { $0.kind == .roles }?.fact("roles")))
        #expect(approval.fact("not_before") == "2026-11-22T09:01:00Z")
        #expect(approval.fact("not_after") == "2026-12-18T23:59:59Z")
        #expect(approval.value("once")?.canonical() == "false")
        #expect(approval.text("because") == ApprovalCommands.why)
        #expect(approval.text("condition") == "The door stays open.")
        #expect(approval.text("material")?.contains(#""pupils":["p-5b-04"]"#) == true)
        #expect(verdict() == "READY: nothing more is needed before the session.")
    }

    @Test func needTheRoleStill() throws {
        try school.edit(
            "school.json",
            #""roles": ["slt", "deputy-dsl""#,
            #""roles": ["deputy-dsl""#
        )
        let lost = try approve(as: "deputy-head")
        #expect(lost.status == .noAnswer)
        #expect(lost.errors.contains("you do not have the role"))
        try approve()
        #expect(verdict().hasPrefix("READY"))
    }

    /// Whoever can change the profile can give themselves a role, but not use it.
    @Test func needSomebodyElseToConfirmANewRole() throws {
        try school.edit("school.json", #""roles": ["senco""#, #""roles": ["slt", "senco""#)
        let new = try approve(as: "senco")
        #expect(new.status == .noAnswer)
        #expect(new.errors.contains("your role is new, and nobody has confirmed it with"))
        #expect(new.errors.contains("these may: head and deputy-head"))
        let queue = school.run(as: "head", "approvals")
        #expect(queue.output.contains("New in the school's profile: senco (slt). Until"))
        let own = school.run(as: "senco", "approvals", "--confirm-roles")
        #expect(own.status == .noAnswer)
        #expect(own.errors.contains("these may: deputy-head and head"))
        #expect(school.run(as: "ta-1", "approvals", "--confirm-roles").status == .noAnswer)
        let asked = school.run(as: "head", "approvals", "--confirm-roles")
        #expect(asked.status == .noAnswer)
        let code = try #require(asked.errors.firstMatch(of: /--seen ([0-9a-f]{8})`/)).1
        let wrong = school.run(as: "head", "approvals", "--confirm-roles", "--seen", "00000000")
        #expect(wrong.status == .noAnswer)
        #expect(try saved().filter { $0.kind == .roles }.count == 1)
        let said = school.run(
            as: "head",
            "approvals",
            "--confirm-roles",
            "--seen",
            String(code)
        )
        #expect(said.status == .yes)
        #expect(said.output.hasPrefix("CONFIRMED: senco (slt).\nledger 4 "))
        #expect(try approve(as: "senco").status == .yes)
        #expect(verdict().hasPrefix("READY"))
        let again = school.run(as: "head", "approvals", "--confirm-roles")
        #expect(again.errors.contains("No role is new in the school's profile."))
    }

    @Test func approveOnceOnly() throws {
        try approve("--once")
        #expect(try saved().last?.flag("once") == true)
        #expect(verdict().hasPrefix("READY"))
        let next = try school.read(ApprovalCommands.file)
            .replacing("reading-p-5b-04-2026-11-24", with: "reading-2")
        try school.folder.write("\(Demo.folder)/plans/next.plan.json", next)
        #expect(school.run(as: "ta-1", "submit", "plans/next.plan.json").status == .no)
        // Another approval, without `--once`, covers both.
        school.run(as: "head", "withdraw", ApprovalCommands.id, "--because", "x")
        try approve(as: "deputy-head")
        #expect(school.run(as: "ta-1", "submit", "plans/next.plan.json").status == .yes)
    }

    struct Refused: CustomTestStringConvertible {
        let person: String
        let words: String
        var testDescription: String { "\(person): \(words)" }
    }

    @Test(
        arguments: [
            Refused(person: "ta-1", words: "you are the host of this session"),
            Refused(person: "teacher-5b", words: "you are the second member of staff"),
            Refused(person: "senco", words: "you do not have the role"),
            Refused(person: "office-1", words: "these may: head and deputy-head"),
        ]
    )
    func refuseWhoMayNot(_ refused: Refused) throws {
        let count = try saved().count
        let run = try approve(as: refused.person)
        #expect(run.status == .noAnswer)
        #expect(run.errors.contains(refused.words))
        #expect(try saved().count == count)
        #expect(verdict().hasPrefix("NEEDS APPROVAL"))
    }

    @Test func refuseTheAuthorTheEditorAndTheAdultsOfTheSession() throws {
        let plan = ApprovalCommands.file
        try school.edit(plan, "reading-p-5b-04-2026-11-24", "own")
        school.run(as: "head", "submit", plan)
        func approve(_ person: String) throws -> String {
            let json = school.run(as: nil, "approvals", "own", "--format", "json").output
            let code = try #require(json.firstMatch(of: /"code": "([0-9a-f]{8})"/)).1
            return school.run(
                as: person,
                "approve",
                "own",
                "--because",
                "x",
                "--seen",
                String(code)
            ).errors
        }
        #expect(try approve("head").contains("you handed this plan in\n"))
        try school.edit(plan, #""id": "teacher-5b""#, #""id": "teacher-5a""#)
        school.run(as: "deputy-head", "submit", plan)
        #expect(
            try approve("deputy-head").contains(
                "you handed in the last change of what is to be approved"
            )
        )
        try school.edit(
            plan,
            #"[{ "id": "parent-1", "role": "parent" }]"#,
            #"[{ "id": "parent-1", "role": "parent" }, { "id": "deputy-head", "role": "staff" }]"#
        )
        school.run(as: "ta-1", "submit", plan)
        #expect(try approve("deputy-head").contains("you are one of the adults in this session"))
    }

    @Test func refuseOnceTheSessionHasBegun() throws {
        let code = try code()
        school.wait(2 * 86_400 + 5 * 3600)
        let run = try approve("--seen", code)
        #expect(run.status == .noAnswer)
        #expect(run.errors.contains("you may not approve this: the session has begun"))
        #expect(run.errors.contains("what has run without approval stays marked in its log"))
    }

    @Test func refuseWhatWasNotSeen() throws {
        let blind = school.run(as: "head", "approve", ApprovalCommands.id, "--because", "x")
        #expect(blind.status == .noAnswer)
        #expect(blind.errors.contains("there is no terminal to show you what you would approve"))
        #expect(!blind.errors.contains(try code()))
        let code = try code()
        try school.edit(
            ApprovalCommands.file,
            #""platform": "teams""#,
            #""platform": "school-phone""#
        )
        school.run(as: "ta-1", "submit", ApprovalCommands.file)
        let stale = try approve("--seen", code)
        #expect(stale.status == .noAnswer)
        #expect(stale.errors.contains("something else lies there than you have seen"))
        #expect(try saved().allSatisfy { $0.kind != .approval })
    }

    @Test func refuseAFileThatWasNotHandedIn() throws {
        try school.edit(ApprovalCommands.file, #""company": "both""#, #""company": "parent""#)
        let run = school.run(
            as: "head",
            "approve",
            ApprovalCommands.file,
            "--because",
            "x",
            "--seen",
            "12345678"
        )
        #expect(run.status == .noAnswer)
        #expect(run.errors.contains("it differs in `oneToOne.company`"))
        #expect(run.errors.contains("streamguard submit"))
    }

    @Test func refuseWhatNeedsNoApproval() throws {
        school.run(as: "teacher-5b", "submit", "plans/maths.plan.json")
        func run(_ words: String...) -> String {
            school.console.run(
                ["approve"] + words + ["--because", "x", "--seen", "12345678", "--as", "head"]
            ).errors
        }
        let maths = Paths.joined(school.path, "plans/maths.plan.json")
        #expect(run(maths).contains("nothing needs approval: the plan's verdict is READY"))
        #expect(
            run(ApprovalCommands.id, "--rule", "C09-second").contains(
                "`C09-second` needs no approval: it came to met"
            ) || run(ApprovalCommands.id, "--rule", "C09-second").contains("there is no rule")
        )
        #expect(
            run(ApprovalCommands.id, "--rule", "C13-one-to-on").contains(
                "did you mean `C13-one-to-one`?"
            )
        )
        try approve()
        #expect(run(ApprovalCommands.id).contains("is approved already, by head"))
    }

    @Test(
        arguments: [
            (["--until", "1 Mar 2027"], "42 days at most"),
            (["--until", "tomorrow"], "outside the period"),
            (["--from", "1 Dec"], "outside the period"),
            (["--from", "23 Nov", "--until", "20 Nov"], "before it begins"),
            (["--until", "soonish"], "`--until` cannot be `soonish`"),
            (["--because", "x", "--because", "y"], "`--because` is given twice"),
            (["--condition", "Ring 020 7946 0958."], "looks like a telephone"),
        ]
    )
    func refusePeriodsAndWordsThatWillNotDo(words: [String], says: String) throws {
        let run = school.console.run(
            ["approve", ApprovalCommands.id, "--as", "head", "--seen", try code()] + words
                + (words.contains("--because") ? [] : ["--because", "x"])
        )
        #expect(run.status == .noAnswer)
        #expect(run.errors.contains(says))
        #expect(try saved().allSatisfy { $0.kind != .approval })
    }

    @Test func takePeriodsAsPeopleTypeThem() throws {
        try approve("--from", "24 Nov", "--until", "24 Nov 16:00")
        #expect(try saved().last?.fact("not_before") == "2026-11-24T00:00:00Z")
        #expect(try saved().last?.fact("not_after") == "2026-11-24T16:00:00Z")
        school.run(as: "head", "withdraw", ApprovalCommands.id, "--because", "x")
        // The last day that is allowed counts as far as it is allowed.
        try approve("--until", "3 Jan")
        #expect(try saved().last?.fact("not_after") == "2027-01-03T09:01:00Z")
        school.run(as: "head", "withdraw", ApprovalCommands.id, "--because", "x")
        // What lies behind cannot be allowed any more.
        try approve("--from", "1 Nov")
        #expect(try saved().last?.fact("not_before") == "2026-11-22T09:01:00Z")
    }

    @Test func askAtATerminal() throws {
        school.console.typed = ["As agreed.", "Yes"]
        let run = school.run(as: "head", "approve", ApprovalCommands.id, "--condition", "Door open")
        #expect(run.status == .yes)
        for words in [
            "TO APPROVE  One-to-one reading support", "What would be approved, code",
            "pupils             p-5b-04", "until Sun 3 Jan 2027, 09:01.", "Condition: Door open",
            "You decide as head, a member of the senior leadership team.",
            "Why do you approve it? Type yes to approve it: ",
        ] {
            #expect(run.errors.contains(words), "\(words)")
        }
        #expect(try saved().last?.text("because") == "As agreed.")
        school.console.typed = ["No longer needed."]
        let back = school.run(as: "head", "withdraw", ApprovalCommands.id)
        #expect(back.errors.contains("You take back what head approved on Sun 22 Nov 2026, 09:01"))
        #expect(try saved().last?.text("because") == "No longer needed.")
    }

    @Test(arguments: [["Why not.", "y"], ["Why not.", ""], ["Why not."], ["Why not.", "no"]])
    func takeOnlyATypedYes(typed: [String]) throws {
        school.console.typed = typed
        let run = school.run(as: "head", "approve", ApprovalCommands.id)
        #expect(run.status == .no)
        #expect(run.errors.contains("Nothing was approved, and nothing was saved."))
        #expect(try saved().allSatisfy { $0.kind != .approval })
    }

    /// What may not be approved is not asked about.
    @Test func askNothingInVain() throws {
        school.console.typed = ["x", "yes"]
        let run = school.run(as: "ta-1", "approve", ApprovalCommands.id)
        #expect(run.status == .noAnswer)
        #expect(!run.errors.contains("Type yes"))
    }

    @Test func takeTheReasonFromStandardInput() throws {
        school.console.input = Array("As agreed.\n".utf8)
        let run = school.run(
            as: "head",
            "approve",
            ApprovalCommands.id,
            "--because",
            "-",
            "--seen",
            try code()
        )
        #expect(run.status == .yes)
        #expect(try saved().last?.text("because") == "As agreed.")
    }

    // MARK: Changing one's mind

    @Test func endWithAMaterialChange() throws {
        try approve()
        school.wait(60)
        try school.edit(ApprovalCommands.file, #""id": "teacher-5b""#, #""id": "teacher-5a""#)
        school.run(as: "teacher-5b", "submit", ApprovalCommands.file)
        let queue = school.run(as: "head", "approvals")
        #expect(queue.status == .no)
        let words = queue.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.contains("Approved before: by a member of the senior leadership team (head)"))
        #expect(words.contains("was teacher-5b, and is now teacher-5a (handed in by teacher-5b on"))
        #expect(words.contains(", version 2"))
        #expect(verdict().hasPrefix("NEEDS APPROVAL"))
    }

    @Test func stayWithAnyOtherChange() throws {
        try approve()
        try school.edit(ApprovalCommands.file, "One-to-one reading support", "Reading")
        let run = school.run(as: "ta-1", "submit", ApprovalCommands.file)
        #expect(run.status == .yes)
        #expect(run.output.contains("- title: One-to-one reading support → Reading"))
    }

    @Test func decline() throws {
        try approve()
        let blind = school.run(as: "senco", "decline", ApprovalCommands.id, "--because", "x")
        #expect(blind.status == .noAnswer)
        #expect(blind.errors.contains("it is for a member of the senior leadership team or"))
        let none = school.run(as: "head", "decline", ApprovalCommands.id)
        #expect(none.status == .noAnswer)
        #expect(none.errors.contains("a decision needs its reason"))
        let run = school.run(
            as: "deputy-head",
            "decline",
            ApprovalCommands.id,
            "--because",
            "Please find a group."
        )
        #expect(run.status == .yes)
        #expect(run.output.contains("DECLINED  One-to-one reading support"))
        #expect(verdict().hasPrefix("NEEDS APPROVAL: an approval was declined or withdrawn."))
        let all = school.run(as: "head", "approvals", "--all")
        #expect(all.output.contains("Reason: Please find a group."))
        // Whoever thinks again needs the code of what they see.
        #expect(all.output.contains("--seen \(try code())"))
        #expect(!school.run(as: "ta-1", "approvals", "--all").output.contains("--seen"))
        let twice = school.run(as: "head", "decline", ApprovalCommands.id, "--because", "x")
        #expect(twice.errors.contains("has been declined already, by deputy-head"))
        // Whoever decides next decides for all.
        #expect(try approve().status == .yes)
        #expect(verdict().hasPrefix("READY"))
    }

    @Test func withdraw() throws {
        let early = school.run(as: "head", "withdraw", ApprovalCommands.id, "--because", "x")
        #expect(early.status == .noAnswer)
        #expect(early.errors.contains("there is no approval to withdraw"))
        try approve(as: "deputy-head")
        let host = school.run(as: "ta-1", "withdraw", ApprovalCommands.id, "--because", "x")
        #expect(host.status == .noAnswer)
        #expect(host.errors.contains("you may not withdraw this"))
        // Whoever gave it may take it back without the role.
        try school.edit(
            "school.json",
            #""roles": ["slt", "deputy-dsl""#,
            #""roles": ["deputy-dsl""#
        )
        let run = school.run(
            as: "deputy-head",
            "withdraw",
            ApprovalCommands.file,
            "--because",
            "The parents asked us to."
        )
        #expect(run.status == .yes)
        #expect(run.output.contains("WITHDRAWN  One-to-one reading support"))
        let entry = try #require(try saved().last)
        #expect(entry.fact("decision") == "withdraw")
        #expect(entry.number("of") == 4)
        #expect(verdict().hasPrefix("NEEDS APPROVAL"))
    }

    @Test func doNotCountInADamagedRecord() throws {
        let code = try code()
        try approve()
        let ledger = "\(Demo.folder)/\(Workspace.name)/ledger.jsonl"
        var bytes = try FileReader.read(school.folder.file(ledger))
        let place = try #require(bytes.firstRange(of: Array("deputy".utf8))).lowerBound
        bytes[place] = UInt8(ascii: "D")
        try school.folder.write(ledger, bytes: bytes)
        let queue = school.run(as: "head", "approvals")
        #expect(queue.status == .no)
        #expect(queue.output.hasPrefix("THE RECORD IS DAMAGED, so no approval in it counts."))
        let run = try approve("--seen", code)
        #expect(run.status == .noAnswer)
        #expect(run.errors.contains("the record is damaged, so no approval in it would count"))
    }
}
