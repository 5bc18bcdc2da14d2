/// What the ledger tells of the sessions.
struct LedgerView {
    /// The opening of each session.
    private(set) var openings: [String: Link] = [:]
    /// The entries of each session that must be there.
    private(set) var heads: [String: [(link: Link, by: Int)]] = [:]
    private(set) var closed: Set<String> = []
    /// Who accepted each session, and by which entry.
    private(set) var acceptances: [String: [(by: String, entry: Int)]] = [:]
    /// The checkpoints on which somebody signed a review, and by which entry.
    private(set) var signed: [(size: Int, root: String, entry: Int)] = []
    private(set) var erasures: [String: [History.Erasable: History.Cause]] = [:]
    /// The disposals that were confirmed and not carried out to the end.
    let unfinished: Set<Int>
    /// The last entry, if it opens a session.
    private(set) var lastOpening: String?

    init(_ ledger: History) {
        unfinished = ledger.unfinishedDisposals
        for record in ledger.records {
            if record.kind == .review, let size = record.number("size") {
                signed.append((size, record.fact("root") ?? "", record.seq))
            }
            guard let session = record.fact("sid") else { continue }
            switch record.kind {
            case .sessionOpen: openings[session] = record.link
            case .sessionClose: closed.insert(session)
            case .review:
                acceptances[session, default: []].append((record.author.by, record.seq))
            case .redact:
                let cause = History.Cause(by: record.seq, proposal: record.number("proposal"))
                for text in record.erased { erasures[session, default: [:]][text] = cause }
            default: break
            }
            if let seq = record.number("n"), let hash = record.fact("head") {
                let head = (link: Link(seq: seq, hash: hash), by: record.seq)
                heads[session, default: []].append(head)
            }
        }
        if let last = ledger.records.last, last.kind == .sessionOpen {
            lastOpening = last.fact("sid")
        }
    }

    /// What the first entry of a session has to follow.
    func start(of session: SessionID) -> Link? {
        openings[session.text].map { Link(seq: 0, hash: RecordHash.genesis(after: $0.hash)) }
    }
}
