import Checklist
import Testing

@testable import StreamGuard

/// Who may approve: somebody with the role, and nobody whose own session or plan it is.
@Suite struct Approvers {
    /// Who approves, what they are to the session besides, and what that comes to.
    struct Case: CustomTestStringConvertible {
        let name: String
        var by = "head"
        var host = "ta"
        var second = "teacher"
        var adults: [String] = []
        var author = "teacher"
        var editor: String?
        let comesTo: String

        var testDescription: String { name }
    }

    static let cases = [
        Case(name: "somebody else", comesTo: "valid 5, 0 used"),
        Case(name: "the host", host: "head", comesTo: "void 5: host"),
        Case(
            name: "the host by another id",
            by: "deputy",
            host: "deputy-as-teacher",
            comesTo: "void 5: host"
        ),
        Case(name: "the second", second: "head", comesTo: "void 5: second"),
        Case(
            name: "the second by another id",
            by: "deputy",
            second: "deputy-as-teacher",
            comesTo: "void 5: second"
        ),
        Case(
            name: "an adult of the session",
            adults: ["guest-1", "head"],
            comesTo: "void 5: in session"
        ),
        Case(
            name: "an adult by another id",
            by: "deputy",
            adults: ["deputy-as-teacher"],
            comesTo: "void 5: in session"
        ),
        Case(name: "the author", author: "head", comesTo: "void 5: author"),
        Case(
            name: "the author by another id",
            by: "deputy",
            author: "deputy-as-teacher",
            comesTo: "void 5: author"
        ),
        Case(
            name: "whoever last changed the facts",
            editor: "head",
            comesTo: "void 5: last editor"
        ),
        Case(
            name: "the last editor by another id",
            by: "deputy",
            editor: "deputy-as-teacher",
            comesTo: "void 5: last editor"
        ),
        Case(
            name: "somebody without the role",
            by: "teacher",
            second: "senco",
            author: "ta",
            comesTo: "void 5: no role"
        ),
        Case(name: "nobody of the school", by: "account:visitor", comesTo: "void 5: no role"),
        Case(
            name: "all at once",
            host: "head",
            second: "head",
            adults: ["head"],
            author: "head",
            comesTo: "void 5: host, second, in session, author"
        ),
    ]

    @Test(arguments: cases) func areOthers(case: Case) throws {
        let book = try BookOfApprovals()
        book.facts["d2"] = BookOfApprovals.oneToOne
        if `case`.editor != nil { book.facts["d1"] = [("plan.mode", .string("phone"))] }
        try book.hand(by: `case`.author)
        try book.hand("reading", "d2", by: `case`.editor ?? "teacher", after: "d1")
        try book.roles()
        try book.decide(by: `case`.by, plan: ("reading", "d2"))
        let question = book.question(
            host: `case`.host,
            second: `case`.second,
            adults: `case`.adults
        )
        #expect(try book.standing(question) == `case`.comesTo)
    }

    /// Whoever approved one plan of a series must not have written it, nor any other of them.
    @Test func areOthersInAllOfASeries() throws {
        let book = try BookOfApprovals.approved()
        book.facts["e1"] = BookOfApprovals.oneToOne
        try book.hand("next-week", "e1", by: "head")
        #expect(try book.standing(book.question(plan: "next-week")) == "void 4: author")
        let own = try BookOfApprovals()
        try own.hand(by: "head")
        try own.roles()
        try own.decide()
        #expect(try own.standing(own.question(plan: "next-week")) == "void 4: author")
    }

    /// The account counts, whatever name a profile gives it; in a trial there is one for all.
    @Test func areNotTheSameAccountUnderAnotherName() throws {
        let book = try BookOfApprovals()
        try book.hand(by: "teacher", uid: 1005)
        try book.roles()
        try book.decide(by: "head", uid: 1005)
        #expect(try book.standing() == "valid 4, 0 used")
        book.isTrial = false
        #expect(try book.standing() == "void 4: author")
    }

    // MARK: Roles

    @Test func hadTheRoleWhenTheyDecided() throws {
        let book = try BookOfApprovals.approved()
        // Gone by now: what was right then stays right.
        book.people = try BookOfApprovals.people(#"[{"id": "senco", "roles": ["slt"]}]"#)
        try book.roles()
        #expect(try book.standing() == "valid 4, 0 used")
    }

    @Test func hadNotLostItBefore() throws {
        let book = try BookOfApprovals()
        try book.hand()
        try book.roles()
        book.people = try BookOfApprovals.people(
            #"[{"id": "head", "roles": ["head"]}, {"id": "senco", "roles": ["slt"]}]"#
        )
        try book.roles()
        try book.decide()
        #expect(try book.standing() == "void 5: no role")
    }

    @Test func citeTheHoldersThatTheLedgerKnows() throws {
        let book = try BookOfApprovals()
        try book.hand()
        // Nothing vouches for any role yet.
        try book.decide()
        #expect(try book.standing() == "void 3: no role")
        // The ledger knows other holders than the approval cites.
        try book.roles()
        book.people = try BookOfApprovals.people(
            #"[{"id": "head", "roles": ["head", "slt"]}]"#
        )
        try book.decide()
        #expect(try book.standing() == "void 5: no role")
    }

    @Test func haveARoleThatMayAllowIt() throws {
        let book = try BookOfApprovals.approved()
        #expect(try book.standing(book.question(roles: ["head"])) == "void 4: no role")
        try book.decide(as: "head")
        #expect(try book.standing(book.question(roles: ["head"])) == "valid 5, 0 used")
    }

    // MARK: New roles

    private static let before = """
        [{"id": "head", "login": "head", "roles": ["head", "slt"]},
         {"id": "deputy", "login": "deputy", "roles": ["slt"]},
         {"id": "ta", "login": "ta", "roles": ["teaching-assistant"]},
         {"id": "ta-too", "login": "ta", "roles": ["governor"]}]
        """
    private static let after = before.replacing("teaching-assistant", with: "slt")

    /// A ledger that knew the roles before `ta` was given one, and an approval by `ta`.
    private static func newRole(confirmedBy persons: [String], now: String = after) throws -> String
    {
        let book = try BookOfApprovals()
        book.people = try BookOfApprovals.people(before)
        try book.hand()
        try book.roles()
        book.people = try BookOfApprovals.people(now)
        for person in persons { try book.roles(by: person) }
        try book.decide(by: "ta", as: "slt")
        return try book.standing(book.question(host: "teacher"))
    }

    @Test func haveANewRoleConfirmedBySomebodyElse() throws {
        #expect(try Approvers.newRole(confirmedBy: ["head"]) == "valid 5, 0 used")
        #expect(try Approvers.newRole(confirmedBy: ["deputy"]) == "valid 5, 0 used")
        #expect(try Approvers.newRole(confirmedBy: ["ta"]) == "void 5: unconfirmed")
        // Nor under another id, nor by somebody who has no such role, nor by an account.
        #expect(try Approvers.newRole(confirmedBy: ["ta-too"]) == "void 5: unconfirmed")
        #expect(try Approvers.newRole(confirmedBy: ["teacher"]) == "void 5: unconfirmed")
        #expect(try Approvers.newRole(confirmedBy: ["account:x"]) == "void 5: unconfirmed")
        // Saying it twice helps as little; somebody else saying it does.
        #expect(try Approvers.newRole(confirmedBy: ["ta", "ta"]) == "void 6: unconfirmed")
        #expect(try Approvers.newRole(confirmedBy: ["ta", "head"]) == "valid 6, 0 used")
    }

    /// Two who are new cannot confirm each other as long as anybody is left who is not.
    @Test func haveItConfirmedBySomebodyWhoseOwnIs() throws {
        let both = Approvers.after.replacing("governor", with: "teacher")
            .replacing("]\n", with: "")
            .replacing(
                #""roles": ["teacher"]}]"#,
                with: #""roles": ["teacher"]}, {"id": "friend", "roles": ["slt"]}]"#
            )
        #expect(
            try Approvers.newRole(confirmedBy: ["friend"], now: both) == "void 5: unconfirmed"
        )
        #expect(
            try Approvers.newRole(confirmedBy: ["ta", "friend"], now: both)
                == "void 6: unconfirmed"
        )
        // With all the others gone a school has to go on: then two new ones are needed.
        let alone = #"[{"id": "ta", "roles": ["slt"]}, {"id": "friend", "roles": ["slt"]}]"#
        #expect(
            try Approvers.newRole(confirmedBy: ["ta"], now: alone) == "void 5: unconfirmed"
        )
        #expect(
            try Approvers.newRole(confirmedBy: ["friend"], now: alone) == "valid 5, 0 used"
        )
    }

    @Test func areBelievedNoLongerOnceTheyAreOffTheList() throws {
        let book = try BookOfApprovals()
        try book.hand()
        try book.roles()
        let all = book.people
        book.people = try BookOfApprovals.people(#"[{"id": "head", "roles": ["head", "slt"]}]"#)
        // Whoever says so.
        try book.roles(by: "ta")
        book.people = all
        try book.roles(by: "deputy")
        try book.decide(by: "deputy")
        #expect(try book.standing() == "void 6: unconfirmed")
    }
}
