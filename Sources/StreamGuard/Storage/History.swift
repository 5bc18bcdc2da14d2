/// All that a chain holds, and what is to be said about it.
struct History {
    let chain: String
    /// In their order, over all files of the chain.
    private(set) var records: [Entry] = []
    /// Where each of them stands.
    private(set) var places: [(file: Int, line: Range<Int>)] = []
    private(set) var problems: [RecordProblem] = []
    /// The files that were read, and what they held.
    let files: [File]
    /// What stands between the entries, of all files.
    private(set) var oddities: [JournalScan.Oddity] = []
    /// By what each text was erased: `torn` for the bytes that an entry closed.
    private(set) var erasures: [Erasable: Cause] = [:]

    struct File {
        let path: String
        let bytes: [UInt8]
    }

    /// A text of an entry.
    struct Erasable: Hashable {
        let seq: Int
        let name: String

        /// The name of the bytes that an entry closed.
        static let torn = "torn"
        /// The name of the version of a plan that an entry of the ledger handed in.
        static let plan = "plan"

        /// As an erasure names it: `7.note`.
        var word: String { "\(seq).\(name)" }

        init(seq: Int, name: String) {
            self.seq = seq
            self.name = name
        }

        /// Nothing for a word that names no text.
        init?(word: String) {
            let parts = word.split(separator: ".", maxSplits: 1).map(String.init)
            guard parts.count == 2, let seq = Int(parts[0]), seq > 0, "\(seq)" == parts[0],
                parts[1].isMemberName
            else { return nil }
            self.init(seq: seq, name: parts[1])
        }
    }

    /// What erased a text.
    struct Cause: Equatable {
        /// The entry of the same chain; 0 if only the ledger tells of it.
        let by: Int
        /// The ledger's entry in which it was proposed.
        let proposal: Int?
    }

    /// What is known of a text.
    enum TextState: Equatable {
        case open(String)
        /// Taken out by the entry of this number; nothing for one that only the ledger tells of.
        case erased(by: Int)
        /// Not there, and no entry says why.
        case withheld
        /// Not what was written.
        case altered
        /// There again, though it was erased.
        case resurrected(String)
    }

    var head: Link? { records.last?.link }
    var isClosed: Bool { records.contains { $0.kind == .close } }
    /// The worst that was found, if anything was.
    var isSound: Bool { !problems.contains { $0.severity != .note } }

    /// `start` is what the first entry has to follow, if that is known.
    init(chain: String, files: [File], after start: Link?) {
        self.chain = chain
        self.files = files
        for index in files.indices { add(index, after: start) }
        for record in records where record.kind == .redact && record.fact("sid") == nil {
            let cause = Cause(by: record.seq, proposal: record.number("proposal"))
            for text in record.erased { erasures[text] = cause }
        }
        checkOrder()
    }

    /// Adds what the ledger knows of erasures: an old copy of a session does not.
    mutating func add(erasures others: [Erasable: Cause]) {
        for (text, cause) in others where erasures[text] == nil {
            erasures[text] = Cause(by: 0, proposal: cause.proposal)
        }
    }

    /// How many texts were erased and are there again, without one whose erasure was only stopped.
    private var came = 0
    /// Whether anything is wrong but for texts that came back: these can be erased again.
    var isDamaged: Bool {
        problems.count { $0.severity == .damage || $0.severity == .unknown } > came
    }

    /// Looks at every text; to be called when all erasures are known.
    ///
    /// `unfinished` are the disposals that were confirmed and not carried out to the end.
    mutating func judgeTexts(unfinished: Set<Int> = []) {
        for record in records {
            for (name, _) in record.texts {
                guard let state = state(of: name, in: record) else { continue }
                let what = "text `\(name)`"
                switch state {
                case .open: break
                case .erased(let by):
                    add(.note, record, "\(what) was erased\(by > 0 ? " by entry \(by)" : "")")
                case .withheld:
                    add(.damage, record, "\(what) is withheld: it is gone and no entry says why")
                case .altered:
                    add(.damage, record, "\(what) is not what was saved")
                case .resurrected:
                    let text = Erasable(seq: record.seq, name: name)
                    if let proposal = erasures[text]?.proposal, unfinished.contains(proposal) {
                        add(.unfinished, record, "\(what) is still there: its erasure was stopped")
                    } else {
                        came += 1
                        add(
                            .damage,
                            record,
                            "\(what) is there though it was erased: an old copy was put back; "
                                + "`\(Program.name) redact --reapply` erases it again"
                        )
                    }
                }
            }
        }
    }

    /// An entry's body as it is stored.
    func body(_ index: Int) -> ArraySlice<UInt8> {
        let (file, line) = places[index]
        let body = records[index].body
        return files[file].bytes[
            line.lowerBound + body.lowerBound..<line.lowerBound + body.upperBound
        ]
    }

    /// What is known of a text of an entry; nothing if the entry has none of that name.
    func state(of name: String, in record: Entry) -> TextState? {
        guard let text = record.texts.first(where: { $0.name == name })?.text else { return nil }
        let by = erasures[Erasable(seq: record.seq, name: name)]?.by
        switch text {
        case .open(_, let text): return by == nil ? .open(text) : .resurrected(text)
        case .absent: return by.map { .erased(by: $0) } ?? .withheld
        case .altered: return by == nil ? .altered : .resurrected("")
        }
    }

    // MARK: Putting the files together

    private mutating func add(_ index: Int, after start: Link?) {
        let file = files[index]
        let scan = JournalScan(file.bytes, chain: chain, after: index == 0 ? start : nil)
        let isLast = index == files.count - 1
        if index > 0 { join(scan, to: files[index - 1].path, file.path) }
        if index == 0, let first = scan.records.first?.record, first.seq != 1, start == nil {
            add(.damage, file, 0, "the first entry is number \(first.seq)")
        }
        for (record, line) in scan.records where record.chain == chain {
            records.append(record)
            places.append((index, line))
        }
        oddities += scan.oddities
        for oddity in scan.oddities { report(oddity, scan, file) }
        switch scan.tail {
        case .clean: break
        case .unended:
            add(
                isLast ? .unfinished : .note,
                file,
                file.bytes.count,
                "the last entry is whole but for the end of its line"
            )
        case .torn(let range):
            add(
                isLast ? .unfinished : .note,
                file,
                range.lowerBound,
                "the last \(range.count) bytes are no entry: a write was cut off, or the last "
                    + "entry was changed"
            )
        }
        if scan.records.isEmpty, scan.tail == .clean {
            add(.unfinished, file, nil, "there is no entry in it")
        }
    }

    /// A chain goes on in another file after the last entry that the disk had confirmed.
    private mutating func join(_ scan: JournalScan, to old: String, _ path: String) {
        guard let first = scan.records.first?.record else { return }
        guard let index = records.lastIndex(where: { $0.hash == first.previous }),
            records[index].seq + 1 == first.seq
        else {
            problems.append(
                RecordProblem(
                    severity: .damage,
                    file: path,
                    seq: first.seq,
                    text: "it follows an entry that is not there"
                )
            )
            return
        }
        let unconfirmed = records[(index + 1)...]
        guard let one = unconfirmed.first else { return }
        // Under the lock one write can fail, and it holds one entry.
        problems.append(
            RecordProblem(
                severity: unconfirmed.count == 1 ? .note : .damage,
                file: old,
                seq: one.seq,
                text: unconfirmed.count == 1
                    ? "the disk did not confirm this entry, so it does not count"
                    : "\(unconfirmed.count) entries stand where the chain goes on elsewhere"
            )
        )
        if unconfirmed.count == 1 {
            records.removeLast()
            places.removeLast()
        }
    }

    private mutating func report(
        _ oddity: JournalScan.Oddity,
        _ scan: JournalScan,
        _ file: File
    ) {
        switch oddity {
        case .closed(let range, let seq):
            add(
                .note,
                file,
                range.lowerBound,
                "\(range.count) bytes of an entry that was cut off, closed by entry \(seq)"
            )
        case .stripped(let seq):
            let isErased = scan.records.contains { (record, _) in
                record.erased.contains(Erasable(seq: seq, name: Erasable.torn))
            }
            add(
                isErased ? .note : .damage,
                file,
                nil,
                "the bytes that entry \(seq) closed were "
                    + (isErased ? "erased" : "taken out, and no entry says why")
            )
        case .damage(let range, let fault):
            add(
                .damage,
                file,
                range.lowerBound,
                "\(range.count) bytes are no entry, though entries follow: \(fault.text)"
            )
        case .misplaced(let range, let found, let after):
            add(.damage, file, range.lowerBound, History.misplaced(found, after))
        case .foreign(let range, let chain):
            add(
                .damage,
                file,
                range.lowerBound,
                "there is an entry of another chain, \(chain.quotedPath)"
            )
        case .newer(let range, let version):
            add(
                .unknown,
                file,
                range.lowerBound,
                "from here on entries are of version \(version), which is not known here"
            )
        }
    }

    private static func misplaced(_ found: Link, _ after: Link?) -> String {
        guard let after else { return "entry \(found.seq) has no place here" }
        if after.seq == 0, found.seq == 1 {
            return "the chain does not begin with what the ledger says"
        }
        if found.seq == after.seq + 1 {
            return "entry \(found.seq) does not follow the entry \(after.seq) that stands here"
        }
        return found.seq > after.seq + 1
            ? "entry \(found.seq) follows entry \(after.seq): some are missing between them"
            : "entry \(found.seq) stands after entry \(after.seq)"
    }

    /// A chain begins with its genesis, and knows whether it was closed.
    private mutating func checkOrder() {
        var wasClosed = false
        var hasBegun = false
        for record in records {
            switch record.kind {
            case .genesis where hasBegun && record.number("segment") == nil:
                add(.damage, record, "the chain begins a second time")
            case .genesis: hasBegun = true
            case .recovered: break
            default:
                if !hasBegun { add(.damage, record, "the chain does not begin with its genesis") }
                hasBegun = true
            }
            if record.afterClose != wasClosed {
                add(.damage, record, "it is mistaken about whether the session was closed")
            }
            if record.kind == .close { wasClosed = true }
        }
    }

    private mutating func add(
        _ severity: RecordProblem.Severity,
        _ file: File,
        _ offset: Int?,
        _ text: String
    ) {
        problems.append(
            RecordProblem(severity: severity, file: file.path, offset: offset, text: text)
        )
    }

    private mutating func add(
        _ severity: RecordProblem.Severity,
        _ record: Entry,
        _ text: String
    ) {
        problems.append(
            RecordProblem(
                severity: severity,
                file: files.first?.path ?? chain,
                seq: record.seq,
                text: text
            )
        )
    }
}
