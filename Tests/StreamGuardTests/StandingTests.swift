import Testing

@testable import Checklist
@testable import StreamGuard

/// What is said of approvals: those that count, those that no longer do, and refusals.
@Suite struct StandingTests {
    private static let clock = LocalTime(
        zone: "Europe/London",
        zones: .iana(knowing: "Europe/London")
    )

    private static func time(_ text: String) throws -> Timestamp {
        try #require(Timestamp(rfc3339: text))
    }

    /// A decision of the head on the one-to-one of a plan, in summer time.
    private static func facts(
        _ decision: ApprovalFacts.Decision = .approve,
        seq: Int = 7,
        role: String = "head",
        once: Bool = false,
        because: String? = "The pupil has been away for weeks.",
        conditions: [String] = []
    ) throws -> ApprovalFacts {
        ApprovalFacts(
            decision: decision,
            link: Link(seq: seq, hash: "a1b2c3d4e5f6"),
            at: try time("2026-09-01T14:00:00Z"),
            by: "u-head",
            role: role,
            rule: "C13-alone",
            planID: "reading-1",
            plan: "d16e57",
            notBefore: try time("2026-09-02T00:00:00Z"),
            notAfter: try time("2026-11-30T23:59:59Z"),
            once: once,
            because: because,
            conditions: conditions,
            material: [("plan.host.id", .string("u-7f3a"))]
        )
    }

    private static let need = ApprovalNeed(
        by: [
            Role(name: "slt", words: "a member of the senior leadership team"),
            Role(name: "head", words: "the head teacher"),
        ],
        material: [
            MaterialFact(
                name: "plan.host.id",
                means: "Who holds the session?",
                value: .string("u-55"),
                isDefault: false
            )
        ],
        lasts: nil,
        asks: "May u-55 meet pupil-07 alone?"
    )

    private static func finding() -> Finding {
        MadeUp.finding(
            "C13-alone",
            "One-to-ones",
            .needsApproval,
            why: "There is one pupil.",
            approval: need
        )
    }

    /// The report over a finding that needs approval, with what is known of it.
    private func report(_ state: Standing.State) throws -> Report {
        let standing = Standing(rule: "C13-alone", state: state)
        var report = try MadeUp.report(.needsApproval, findings: [StandingTests.finding()])
        report = try MadeUp.report(
            report.verdict.granting { standing.grant(for: $0) }.decision,
            findings: report.verdict.granting { standing.grant(for: $0) }.findings
        )
        report.standings = [standing.rule: standing]
        return report
    }

    private func text(_ state: Standing.State) throws -> String {
        VerdictText.text(try report(state), all: false, width: 80, colour: false)
    }

    @Test func `an approval is shown with all that it says`() throws {
        let facts = try StandingTests.facts(conditions: ["A parent is within call."])
        #expect(
            try text(.valid(facts, uses: 2)) == """
                READY  Year 5 fractions
                  Tue 24 Nov 2026, 09:30 to 10:15 (Europe/London) · Harbour Lane Primary
                  Nothing stands in the way, as 1 thing has been approved.

                Approved
                  1. C13 One-to-ones
                     Decided: May u-55 meet pupil-07 alone?
                     By: the head teacher (u-head) on Tue 1 Sep 2026, 15:00, entry 7 a1b2c3d4
                     For: sessions starting from Wed 2 Sep 2026, 01:00 until Mon 30 Nov 2026,
                       23:59
                     Condition: A parent is within call.
                     Used: for 2 sessions
                     Source: Twenty safeguarding considerations, no. 1

                Met: 0 of 1 rule. 1 is approved.
                `--all` lists every rule.

                """
        )
    }

    @Test func `an approval for one session says so`() throws {
        let facts = try StandingTests.facts(once: true)
        let text = try text(.valid(facts, uses: 0))
        #expect(text.contains("     For: this session only, starting from Wed 2 Sep 2026"))
        #expect(text.contains("     Used: not yet\n"))
    }

    @Test func `an approval that no longer counts says what changed`() throws {
        let void = VoidReason.changed(
            path: "plan.host.id",
            old: .string("u-7f3a"),
            new: .string("u-55"),
            by: "u-55",
            at: try StandingTests.time("2026-11-20T08:00:00Z")
        )
        let text = try text(.void(StandingTests.facts(), [void, .approverIsLastEditor]))
        #expect(text.hasPrefix("NEEDS APPROVAL "))
        #expect(
            text.contains(
                """
                     To decide: May u-55 meet pupil-07 alone?
                     No longer counts: the approval by the head teacher (u-head) on Tue 1 Sep
                       2026, 15:00, entry 7 a1b2c3d4, because
                       - ‘Who holds the session?’ (plan.host.id) was u-7f3a, and is now u-55
                         (handed in by u-55 on Fri 20 Nov 2026, 08:00)
                       - u-head handed in the last change of what is to be approved

                """
            )
        )
    }

    @Test func `a refusal and its reason are shown`() throws {
        let text = try text(.declined(StandingTests.facts(.decline)))
        #expect(
            text.contains(
                """
                     Declined: by the head teacher (u-head) on Tue 1 Sep 2026, 15:00, entry 7
                       a1b2c3d4
                       Reason: The pupil has been away for weeks.

                """
            )
        )
        let taken = try self.text(
            .withdrawn(
                StandingTests.facts(),
                by: StandingTests.facts(.withdraw, seq: 9, because: nil)
            )
        )
        #expect(taken.contains("     Approved before: the head teacher (u-head)"))
        #expect(taken.contains("     Withdrawn: by the head teacher (u-head)"))
        #expect(taken.contains("       Reason: it has been erased\n"))
    }

    @Test func `a role that the rule does not name lifts nothing`() throws {
        let facts = try StandingTests.facts(role: "dsl")
        let text = try text(.valid(facts, uses: 0))
        #expect(text.hasPrefix("NEEDS APPROVAL "))
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(line.contains("a1b2c3d4; but the rule does not let that role allow it"))
        let other = Standing(rule: "C09-second", state: .valid(facts, uses: 0))
        #expect(other.grant(for: StandingTests.finding()) == nil)
    }

    @Test(
        arguments: [
            (
                .outsidePeriod,
                "it covers sessions that start between Wed 2 Sep 2026, 01:00 and Mon 30 Nov 2026, "
                    + "23:59, and this one does not"
            ),
            (.otherPlan, "it was given for one session only, reading-1"),
            (.afterStart, "it was given on Tue 1 Sep 2026, 15:00, when the session had begun"),
            (.approverIsHost, "u-head is the host of this session"),
            (.approverIsSecond, "u-head is the second member of staff of this session"),
            (.approverInSession, "u-head is one of the adults in this session"),
            (.approverIsAuthor, "u-head handed this plan in"),
            (.approverIsLastEditor, "u-head handed in the last change of what is to be approved"),
            (.hadNoRole, "u-head did not have the role head at that time"),
            (.damagedRecord, "the record is damaged, so no approval in it counts"),
        ] as [(VoidReason, String)]
    ) func `every reason is plain`(reason: VoidReason, words: String) throws {
        let tongue = StandingWords(StandingTests.finding(), StandingTests.clock)
        #expect(try tongue.words(reason, of: StandingTests.facts()) == words)
    }

    /// What is said of one fact that went from `old` to `new`.
    private func change(
        _ old: JSON?,
        _ new: JSON?,
        path: String = "pupils",
        by: String? = nil
    ) throws -> String {
        let tongue = StandingWords(material: [], clock: StandingTests.clock)
        let reason = VoidReason.changed(path: path, old: old, new: new, by: by, at: nil)
        return try String(tongue.words(reason, of: StandingTests.facts()).prefix { $0 != "(" })
    }

    @Test func `only what differs is said`() throws {
        func texts(_ words: String...) -> JSON { .array(words.map(JSON.string)) }
        #expect(
            try change(texts("p-1", "p-2"), texts("p-2", "p-3", "p-4"))
                == "pupils no longer has p-1; now also has p-3 and p-4 "
        )
        func guest(_ account: String) -> JSON {
            .object([("account", .string(account)), ("id", .string("guest-1"))])
        }
        #expect(
            try change(.array([guest("work")]), .array([guest("guest")]), path: "plan.adults")
                == "plan.adults[guest-1].account was work, and is now guest "
        )
        // The question once, then only the places in the answer.
        let both = [guest("guest"), .object([("id", .string("guest-2"))])]
        let reason = VoidReason.changed(
            path: "plan.host.id",
            old: .array([guest("work")]),
            new: .array(both),
            by: nil,
            at: nil
        )
        let tongue = StandingWords(StandingTests.finding(), StandingTests.clock)
        #expect(
            try tongue.words(reason, of: StandingTests.facts()).hasPrefix(
                "‘Who holds the session?’ (plan.host.id[guest-1].account) was work, and is now "
                    + "guest; plan.host.id now also has guest-2 (this version"
            )
        )
        let many = try change(
            .object((1...9).map { ("f\($0)", .int(1)) }),
            .object((1...9).map { ("f\($0)", .int(2)) })
        )
        #expect(many.hasPrefix("pupils.f1 was 1, and is now 2; pupils.f2 was 1"))
        #expect(many.hasSuffix("; pupils.f6 was 1, and is now 2; and 3 more differences "))
        #expect(
            try change(.null, .array([guest("work")]), path: "plan.adults")
                == "plan.adults was not answered, and is now guest-1 "
        )
        #expect(
            try change(.string("2026-09-01T14:00:00Z"), .string("2026-09-01T14:30:00Z"))
                == "pupils was Tue 1 Sep 2026, 15:00, and is now Tue 1 Sep 2026, 15:30 "
        )
        #expect(try change(nil, .bool(true)) == "pupils was not among what was approved ")
        #expect(
            try change(.bool(true), nil) == "pupils is no longer what the rule wants approved "
        )
    }

    @Test func `it says whether the change was handed in`() throws {
        let tongue = StandingWords(material: [], clock: StandingTests.clock)
        func line(_ path: String, _ by: String?) throws -> String {
            let reason = VoidReason.changed(path: path, old: .int(1), new: .int(2), by: by, at: nil)
            return try tongue.words(reason, of: StandingTests.facts())
        }
        #expect(try line("plan.a", "u-1") == "plan.a was 1, and is now 2 (handed in by u-1)")
        #expect(
            try line("plan.a", nil).hasSuffix("(this version of the plan has not been handed in)")
        )
        #expect(
            try line("pupils", nil).hasSuffix("look at the plan's file and the school's profile)")
        )
    }

    @Test func `a program gets the same`() throws {
        let reason = VoidReason.changed(
            path: "plan.host.id",
            old: .string("u-7f3a"),
            new: .string("u-55"),
            by: "u-55",
            at: nil
        )
        let report = try report(.void(StandingTests.facts(conditions: ["C."]), [reason]))
        let json = VerdictJSON.json(report)
        let standing = try #require(json.member("findings")?.elements.first?.member("standing"))
        #expect(
            standing.canonical()
                == #"{"decision":{"at":"2026-09-01T14:00:00Z","because":"The pupil has been away "#
                + #"for weeks.","by":"u-head","conditions":["C."],"entry":{"hash":"a1b2c3d4e5f6","#
                + #""seq":7},"from":"2026-09-02T00:00:00Z","once":false,"plan":"reading-1","#
                + #""planDigest":"d16e57","role":"head","until":"2026-11-30T23:59:59Z"},"#
                + #""reasons":[{"by":"u-55","code":"changed","new":"u-55","old":"u-7f3a","#
                + #""path":"plan.host.id","words":"‘Who holds the session?’ (plan.host.id) was "#
                + #"u-7f3a, and is now u-55 (handed in by u-55)"}],"state":"void"}"#
        )
        #expect(report.verdict.decision == .needsApproval)
        let valid = VerdictJSON.json(try self.report(.valid(StandingTests.facts(), uses: 3)))
        #expect(valid.member("decision")?.text == "ready")
        let finding = try #require(valid.member("findings")?.elements.first)
        #expect(finding.member("status")?.text == "approved")
        #expect(finding.member("standing")?.member("uses")?.canonical() == "3")
    }
}
