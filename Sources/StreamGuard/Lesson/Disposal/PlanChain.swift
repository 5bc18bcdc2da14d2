import Checklist

/// A plan through all its versions, with what was decided about it and the sessions that were
/// opened with it: by digests alone, so that an erasure changes nothing of it.
struct PlanChain {
    /// The entries that handed its versions in, first to last, at least one.
    fileprivate(set) var versions: [Entry]
    /// The sessions that were opened with any of them, with the entries of the ledger.
    fileprivate(set) var sessions: [(id: String, entry: Entry)] = []
    /// Approvals, and what was declined and withdrawn.
    fileprivate(set) var decisions: [Entry] = []

    var first: Entry { versions[0] }
    /// The latest time that any version was planned for, or was handed in.
    var latest: Timestamp {
        let times = versions.flatMap { [$0.at, $0.time("start"), $0.time("end")] }
        return times.compactMap { $0 }.max() ?? first.at
    }
    /// Whether it was for one pupil, or nobody knows for how many: then its group tells who.
    var isOneToOne: Bool { versions.contains { ($0.number("pupils") ?? 1) < 2 } }
}

/// All plans of a ledger.
struct PlanChains {
    private(set) var all: [PlanChain] = []
    private var places: [String: Int] = [:]
    private var bySession: [String: Int] = [:]
    /// The approvals that any session was opened under, and those sessions.
    private(set) var uses: [Int: Set<String>] = [:]

    init(_ ledger: [Entry]) {
        for entry in ledger {
            guard let digest = entry.fact("plan") else { continue }
            switch entry.kind {
            case .plan, .planRevised:
                if let place = entry.fact("previous").flatMap({ places[$0] }) {
                    places[digest] = places[digest] ?? place
                    all[place].versions.append(entry)
                } else {
                    places[digest] = places[digest] ?? all.count
                    all.append(PlanChain(versions: [entry]))
                }
            case .approval:
                if let place = places[digest] { all[place].decisions.append(entry) }
            case .sessionOpen:
                guard let id = entry.fact("sid") else { continue }
                if let place = places[digest] {
                    all[place].sessions.append((id, entry))
                    bySession[id] = place
                }
                for case .int(let seq) in entry.value("approvals")?.elements ?? [] {
                    uses[Int(seq), default: []].insert(id)
                }
            default: break
            }
        }
    }

    func chain(of session: String) -> PlanChain? { bySession[session].map { all[$0] } }
    func chain(holding digest: String) -> PlanChain? { places[digest].map { all[$0] } }
    func chain(from entry: Int) -> PlanChain? { all.first { $0.first.seq == entry } }
}
