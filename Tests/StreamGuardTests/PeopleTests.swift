import Checklist
import Testing

@testable import StreamGuard

/// Who is who on a school's list.
@Suite struct PeopleOfASchool {
    private static func people(_ list: String) throws -> People {
        People(
            try Document(parsing: SourceText(name: "school.json", text: "{\"people\": \(list)}"))
        )
    }

    private let school: People

    init() throws {
        school = try PeopleOfASchool.people(
            """
            [{"id": "head", "login": "h.one", "roles": ["head", "slt"], "employed": true},
             {"id": "ta-1", "login": "ta", "roles": ["teaching-assistant"]},
             {"id": "deputy", "login": "d", "roles": ["slt"]},
             {"id": "ta-1-as-governor", "login": "ta", "roles": ["governor", "slt"]},
             {"id": "visitor"}, {"login": "no-id"}, "nonsense"]
            """
        )
    }

    @Test func areFoundByAccountAndById() {
        #expect(school.person(account: "h.one")?.id == "head")
        #expect(school.person(account: "H.One") == nil)
        #expect(school.person(account: "") == nil)
        #expect(school.person(account: "no-id") == nil)
        #expect(school.person(id: "visitor")?.login == nil)
        #expect(school.person(id: "nobody") == nil)
        #expect(school.person(id: "head")?.employed == true)
    }

    @Test func areOnePersonUnderTwoIdsWithOneLogin() {
        #expect(school.all.map(\.id) == ["head", "ta-1", "deputy", "visitor"])
        #expect(school.isSame("ta-1", "ta-1-as-governor"))
        #expect(school.isSame("ta-1-as-governor", "ta-1"))
        #expect(!school.isSame("ta-1", "deputy"))
        #expect(school.isSame("guest-9", "guest-9"))
        #expect(!school.isSame("guest-9", "guest-8"))
        let alias = school.person(id: "ta-1-as-governor")
        #expect(alias?.id == "ta-1")
        #expect(alias?.roles == ["teaching-assistant", "governor", "slt"])
        #expect(school.person(account: "ta")?.id == "ta-1")
    }

    @Test func haveTheirHoldersDigested() throws {
        let holders = RoleHolders(school, roles: ["slt", "head"])
        #expect(holders.includes("head", as: "slt"))
        #expect(holders.includes("ta-1", as: "slt"))
        #expect(!holders.includes("ta-1-as-governor", as: "slt"))
        #expect(!holders.includes("deputy", as: "head"))
        let other = try PeopleOfASchool.people(
            """
            [{"id": "deputy", "login": "x", "roles": ["slt", "teacher"]},
             {"id": "ta-1", "roles": ["slt"]}, {"id": "head", "roles": ["slt", "head"]}]
            """
        )
        // Neither the order nor what else is said of people matters.
        #expect(RoleHolders(other, roles: ["head", "slt"]).digest == holders.digest)
        let one = try PeopleOfASchool.people(#"[{"id": "deputy", "roles": ["head"]}]"#)
        let two = try PeopleOfASchool.people(#"[{"id": "deputy", "roles": ["slt"]}]"#)
        #expect(
            RoleHolders(one, roles: ["slt", "head"]).digest
                != RoleHolders(two, roles: ["slt", "head"]).digest
        )
    }

    @Test func haveTheirHoldersKeptInTheLedger() throws {
        let store = RecordStore()
        let workspace = try store.create()
        let holders = RoleHolders(school, roles: ["slt", "head"])
        _ = try workspace.ledger.append(holders.entry, by: store.author)
        let forged = NewEntry(
            .roles,
            facts: ["roles": .string(holders.digest), "holders": .array([.string("slt:ta-2")])]
        )
        _ = try workspace.ledger.append(forged, by: store.author)
        let entries = try workspace.ledger.read().records
        #expect(RoleHolders(entries[1]) == holders)
        #expect(RoleHolders(entries[2]) == nil)
        #expect(RoleHolders(entries[0]) == nil)
    }

    /// A record of its own account is reached by `sudo`; nobody on the list can speak for another.
    @Test func areWhomSudoNamesOnlyIfTheAccountIsNobodys() throws {
        let head = Account(login: "h.one", uid: 1001, host: "desk")
        func caller(_ login: String?, _ invoker: Account?) -> String? {
            let console = TestConsole.console(
                Account(login: login, uid: 900, host: "desk"),
                invoker
            )
            return console.caller(among: school).login
        }
        #expect(caller("recorder", head) == "h.one")
        #expect(caller("ta", head) == "ta")
        #expect(caller("recorder", nil) == "recorder")
        #expect(caller(nil, head) == "h.one")
        let stranger = Account(login: "stranger", uid: 1002, host: "desk")
        #expect(caller("recorder", stranger) == "stranger")
    }
}
