import Checklist

/// The plans that were handed in, as the ledger tells of them.
struct HandedIn {
    /// In the order in which their first versions came.
    private(set) var plans: [HandedPlan] = []
    /// Where each plan stands, by the digests of its versions and by its id: a school hands in
    /// thousands in a year.
    private var byDigest: [String: Int] = [:]
    private var byID: [[UInt8]: Int] = [:]

    init(_ entries: [Entry]) {
        for entry in entries {
            switch entry.kind {
            case .plan, .planRevised:
                if let version = HandedVersion(entry) { add(version) }
            case .sessionOpen:
                guard let sid = entry.fact("sid"), let digest = entry.fact("plan"),
                    let place = byDigest[digest]
                else { continue }
                plans[place].sessions.append(.init(id: sid, plan: digest, entry: entry.seq))
            default: break
            }
        }
    }

    /// The plan of that id.
    func plan(id: String) -> HandedPlan? { place(id: id).map { plans[$0] } }

    /// The plan with a version of that digest.
    func plan(holding digest: String) -> HandedPlan? { place(holding: digest).map { plans[$0] } }

    /// Where among ``plans`` the plan of that id stands.
    func place(id: String) -> Int? { byID[Array(id.utf8)] }

    /// Where among ``plans`` the plan with a version of that digest stands.
    func place(holding digest: String) -> Int? { byDigest[digest] }

    private mutating func add(_ version: HandedVersion) {
        let place = place(of: version) ?? plans.count
        if place < plans.count {
            plans[place].versions.append(version)
        } else {
            plans.append(HandedPlan(version))
        }
        if byDigest[version.digest] == nil { byDigest[version.digest] = place }
        if let id = plans[place].id.map({ Array($0.utf8) }), byID[id] == nil { byID[id] = place }
    }

    /// By what it was made from, for an id may have been erased; else by the id.
    private func place(of version: HandedVersion) -> Int? {
        version.previous.flatMap { byDigest[$0] } ?? version.id.flatMap { place(id: $0) }
    }
}

/// One plan, through all its versions.
struct HandedPlan {
    /// First to last, at least one.
    fileprivate(set) var versions: [HandedVersion]
    /// The sessions that were opened with any of them.
    fileprivate(set) var sessions: [Opened] = []

    struct Opened {
        let id: String
        /// The digest of the version.
        let plan: String
        /// The ledger's entry of it.
        let entry: Int
    }

    fileprivate init(_ version: HandedVersion) { versions = [version] }

    var first: HandedVersion { versions[0] }
    var last: HandedVersion { versions[versions.count - 1] }
    /// The plan's id; nothing once it has been erased from every version.
    var id: String? { versions.lazy.compactMap(\.id).first }

    func holds(_ digest: String) -> Bool { versions.contains { $0.digest == digest } }
}

/// A plan as somebody handed it in once.
struct HandedVersion {
    /// The ledger's entry of it.
    let entry: Int
    let at: Timestamp
    let author: Author
    /// Under which it is kept.
    let digest: String
    /// What it was changed from.
    let previous: String?
    let start: Timestamp?
    let end: Timestamp?
    /// Until when the session's log has to be closed.
    let due: Timestamp?
    let host: String?
    let second: String?
    let mode: String?
    let platform: String?
    let pupils: Int?
    /// Nothing once it has been erased; the same holds for the title and the group.
    let id: String?
    let title: String?
    let group: String?
    /// What is different from the version before; nothing for a first one, or if it was erased.
    let changes: [PlanChange]?

    /// What an entry tells; nothing if it is no plan's.
    init?(_ entry: Entry) {
        guard entry.kind == .plan || entry.kind == .planRevised, let digest = entry.fact("plan")
        else { return nil }
        func time(_ name: String) -> Timestamp? {
            entry.fact(name).flatMap { Timestamp(rfc3339: $0) }
        }
        self.entry = entry.seq
        at = entry.at
        author = entry.author
        self.digest = digest
        previous = entry.fact("previous")
        start = time("start")
        end = time("end")
        due = time("due")
        host = entry.fact("host")
        second = entry.fact("second")
        mode = entry.fact("mode")
        platform = entry.fact("platform")
        pupils = entry.number("pupils")
        id = entry.text("id")
        title = entry.text("title")
        group = entry.text("group")
        changes = entry.text("changes").flatMap { PlanChange.all(in: $0) }
    }
}
