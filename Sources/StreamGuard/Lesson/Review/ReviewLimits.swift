import Checklist

/// How much of a review is listed; what is counted is never limited.
struct ReviewLimits: Equatable {
    /// The most sessions in the queue.
    var queue = 100
    /// The most sessions that are named behind a count.
    var named = 8
    /// The most planned sessions that never ran.
    var neverRan = 100
    /// The sample to draw, if one is wanted.
    var sample: Draw?

    struct Draw: Equatable {
        let phrase: String
        let size: Int
    }
}

/// What a sample of one record is drawn by, besides the phrase: a checkpoint that others hold.
struct SampleRoot: Equatable {
    /// Its 32 bytes.
    let root: [UInt8]
    /// How many entries of the ledger it covers: only sessions that one of these opened are drawn.
    let size: Int
    /// Whether others hold it; or else whoever gave the phrase could have known it before.
    var isHeld = true

    /// The number by which a session is drawn or not, for comparing byte by byte.
    func key(_ phrase: String, session: String) -> [UInt8] {
        Digest(Array("slog/1/sample\0".utf8) + root + Array(phrase.utf8) + Array(session.utf8))
            .bytes
    }
}

/// What a school's files call the things that a record names by ids.
struct ReviewNames {
    struct Rule: Equatable {
        let item: String
        let title: String
        /// Whether somebody may allow what it forbids.
        let mayBeApproved: Bool
    }

    /// By the rule's id.
    var rules: [String: Rule] = [:]
    /// What the routes call a category of incidents, by its id.
    var categories: [String: String] = [:]
    /// The roles that routes send incidents to, first those by which somebody with several is
    /// counted.
    var roles: [String] = []

    init() {}

    init(_ checklists: [Checklist], _ routes: Routes?) {
        for item in checklists.flatMap(\.items) {
            for rule in item.rules where rules[rule.id] == nil {
                rules[rule.id] = Rule(
                    item: item.id,
                    title: item.title,
                    mayBeApproved: rule.mayBeApproved
                )
            }
        }
        for category in routes?.categories ?? [] { categories[category.id] = category.means }
        roles = routes?.roles.map(\.id) ?? []
    }
}
