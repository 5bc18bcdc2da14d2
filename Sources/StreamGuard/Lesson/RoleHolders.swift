import Checklist

/// Who holds which of the roles that may approve: as the ledger keeps it, so that it can be told
/// later whether somebody held a role at the time.
struct RoleHolders: Equatable {
    /// Each once, sorted by its word.
    let holdings: [Holding]

    /// One role of one person.
    struct Holding: Hashable {
        let role: String
        /// The person's first id.
        let id: String

        /// As `slt:deputy-head`: one word, as facts have to be.
        fileprivate var word: String { "\(role):\(id)" }
    }

    init(_ people: People, roles: [String]) {
        self.init(
            Set(roles).flatMap { role in
                people.holders(of: role).map { Holding(role: role, id: $0.id) }
            }
        )
    }

    /// What an entry of kind `roles` says; nothing for any other, or for one that its own digest
    /// contradicts.
    init?(_ entry: Entry) {
        guard entry.kind == .roles, case .array(let words)? = entry.value("holders") else {
            return nil
        }
        self.init(
            words.compactMap(\.text).compactMap { word in
                // A role has no colon; an id may.
                let parts = word.split(separator: ":", maxSplits: 1).map(String.init)
                return parts.count == 2 ? Holding(role: parts[0], id: parts[1]) : nil
            }
        )
        guard entry.fact("roles") == digest else { return nil }
    }

    init(_ holdings: some Sequence<Holding>) {
        self.holdings = Set(holdings).sorted {
            $0.word.utf8.lexicographicallyPrecedes($1.word.utf8)
        }
    }

    func includes(_ id: String, as role: String) -> Bool {
        holdings.contains(Holding(role: role, id: id))
    }

    func includes(_ id: String) -> Bool { holdings.contains { $0.id == id } }

    /// The same for the same holders of the same roles, however the profile lists them.
    var digest: String { Digest("slog/1/roles\0".utf8 + Array(json.canonical().utf8)).hex }

    /// What the ledger is told.
    var entry: NewEntry {
        NewEntry(.roles, facts: ["roles": .string(digest), "holders": json])
    }

    private var json: JSON { .array(holdings.map { .string($0.word) }) }
}
