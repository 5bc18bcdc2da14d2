import Checklist

/// Who holds which of the roles that may approve: as the ledger keeps it, so that it can be told
/// later whether somebody held a role at the time.
struct RoleHolders: Equatable {
    /// Each as `slt:deputy-head`, sorted: one word, as facts have to be.
    private let words: [String]

    init(_ people: People, roles: [String]) {
        words = Set(roles).flatMap { role in
            people.holders(of: role).map { RoleHolders.word(role, $0.id) }
        }.sorted()
    }

    /// What an entry of kind `roles` says; nothing for any other, or for one that its own digest
    /// contradicts.
    init?(_ entry: Entry) {
        guard entry.kind == .roles, case .array(let holders)? = entry.value("holders") else {
            return nil
        }
        words = holders.compactMap(\.text)
        guard entry.fact("roles") == digest else { return nil }
    }

    func includes(_ id: String, as role: String) -> Bool {
        words.contains(RoleHolders.word(role, id))
    }

    /// The same for the same holders of the same roles, however the profile lists them.
    var digest: String { Digest("slog/1/roles\0".utf8 + Array(json.canonical().utf8)).hex }

    /// What the ledger is told.
    var entry: NewEntry {
        NewEntry(.roles, facts: ["roles": .string(digest), "holders": json])
    }

    private var json: JSON { .array(words.map(JSON.string)) }

    private static func word(_ role: String, _ id: String) -> String { "\(role):\(id)" }
}
