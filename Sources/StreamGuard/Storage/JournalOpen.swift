import Platform

/// A chain that this process has locked, so that it may be added to.
///
/// INVARIANT: whatever stands before the place of a write is on the disk already, and each write
/// is one line. So what a power cut can spoil is one line at the end, and there is never an
/// entry behind spoilt bytes, which could not be told from damage to saved entries
/// (fault tests 4 and 10).
final class OpenJournal {
    let journal: Journal
    let folders: FolderChain
    /// The files whose locks are held; the last is the one to write to.
    var handles: [Handle] = []
    var segment = 1
    /// The last entry of the chain, wherever it stands.
    var last: Entry?
    /// The last entry that a person wrote: what it must be anchored as, the store's own entries
    /// after it do not change.
    var lastOfPeople: Entry?
    /// What the first entry of an empty chain has to follow.
    let start: Link?
    private let limit: Int
    var end = End()
    /// What happened on the way that a person should know.
    var notes: [String] = []

    /// The end of the file that is written to.
    struct End {
        var tail = JournalScan.Tail.clean
        var size = 0
        /// The bytes of the tail, if they are no entry.
        var torn: [UInt8] = []
        /// Whether the file lacks its first entry.
        var isUnborn = false
        /// Whether all that stands in the file is known to be on the disk.
        var isSettled = false
    }

    /// Waits for the lock and looks at the end of the chain.
    init(_ journal: Journal) throws(JournalError) {
        self.journal = journal
        start = nil
        limit = Journal.lockLimit
        folders = try journal.openFolders()
        try attach()
    }

    /// Makes the chain's first file, or takes up what a process that was killed has left of it.
    ///
    /// `limit` is how long it waits for the lock, in milliseconds.
    init(
        creating journal: Journal,
        after start: Link,
        limit: Int = Journal.lockLimit
    ) throws(JournalError) {
        self.journal = journal
        self.start = start
        self.limit = limit
        folders = try FolderChain(
            root: journal.root,
            journal.folders,
            creating: true,
            on: journal.surroundings.disk
        )
        do throws(SystemError) {
            try folders.last.file(journal.name(1), O_RDWR | O_APPEND | O_CREAT | O_EXCL).close()
        } catch {
            if error.code != EEXIST { throw .system(error, doing: "made", journal.path(1)) }
        }
        try attach()
    }

    /// Ends all locks.
    func close() {
        for handle in handles.reversed() { handle.close() }
        folders.close()
    }

    var handle: Handle { handles[handles.count - 1] }
    var path: String { journal.path(segment) }
    /// Whether the chain still lacks its first entry.
    var isUnborn: Bool { last == nil || (segment == 1 && end.isUnborn) }
    /// What the next entry follows.
    var link: Link? { last?.link ?? start }

    /// Says which file it was about when a system call fails.
    func doing<T>(
        _ what: String,
        _ call: () throws(SystemError) -> T
    ) throws(JournalError) -> T {
        do throws(SystemError) {
            return try call()
        } catch {
            throw .system(error, doing: what, path)
        }
    }

    // MARK: Finding the file

    private func attach() throws(JournalError) {
        repeat {
            for handle in handles { handle.close() }
            handles = [try openLast()]
            try lock()
            // A redaction has put another file in its place, or the disk has failed and the
            // chain went on elsewhere, while this process waited.
        } while try !isCurrent()
        try look()
    }

    private func openLast() throws(JournalError) -> Handle {
        try doing("opened") { () throws(SystemError) in
            while try folders.last.existing(journal.name(segment + 1)) != nil { segment += 1 }
            return try folders.last.file(journal.name(segment), O_RDWR | O_APPEND)
        }
    }

    func lock() throws(JournalError) {
        var isLocked = false
        do throws(SystemError) {
            isLocked = try handle.lock(.exclusive, limit: limit)
        } catch {
            throw .notLockable(error, path)
        }
        if isLocked { return }
        let status = try doing("looked at") { () throws(SystemError) in try handle.status() }
        throw .busy(path, holder: journal.surroundings.disk.lockHolder(status))
    }

    private func isCurrent() throws(JournalError) -> Bool {
        let (opened, named, next) = try doing("looked at") { () throws(SystemError) in
            (
                try handle.status(), try folders.last.existing(journal.name(segment)),
                try folders.last.existing(journal.name(segment + 1))
            )
        }
        guard opened.kind == .file else { throw .unsafeFile(path, "is not a regular file") }
        guard let named, named.isSame(as: opened), next == nil else { return false }
        guard opened.links == 1 else { throw .unsafeFile(path, "has a second name") }
        return true
    }

    // MARK: Finding the end

    /// Looks at the end of the file: the last line if it is an entry, else everything.
    func look() throws(JournalError) {
        let size = try doing("looked at") { () throws(SystemError) in try handle.status().size }
        end = End(size: size)
        last = nil
        lastOfPeople = nil
        let window = try read(max(0, size - RecordLine.limit - 1)..<size)
        if window.last == 0x0A {
            let line =
                window.dropLast().lastIndex(of: 0x0A).map { window[($0 + 1)...] } ?? window[...]
            if line.count < window.count || window.count == size,
                let record = entry(line.dropLast())
            {
                last = record
                lastOfPeople = record
                // Before one of the store's own there is one of people's, or none.
                if !record.isHousekeeping { return }
            }
        }
        try lookAtAll()
    }

    private func entry(_ line: ArraySlice<UInt8>) -> Entry? {
        guard let record = try? Entry(line: line), record.chain == journal.chain else {
            return nil
        }
        return record
    }

    private func lookAtAll() throws(JournalError) {
        let bytes = try read(0..<end.size)
        let scan = JournalScan(bytes, chain: journal.chain, after: nil)
        for case .newer in scan.oddities { throw .newer(path) }
        let records = scan.records.map(\.record).filter { $0.chain == journal.chain }
        last = records.last
        lastOfPeople = records.last { !$0.isHousekeeping }
        end.isUnborn = !records.contains { $0.kind == .genesis }
        end.tail = scan.tail
        if case .torn(let range) = scan.tail { end.torn = Array(bytes[range]) }
        // The file was made when the disk failed, and its maker was killed. Nobody knows then
        // what of the file before is on the disk: what is confirmed must not be given up.
        if segment > 1, last == nil || lastOfPeople == nil {
            var before = try recordsBefore()
            // Where the file has begun, it says after which entry the chain goes on: what stands
            // behind that in the file before was never confirmed (fault test 29a).
            if let first = records.first { before.removeAll { $0.seq >= first.seq } }
            last = last ?? before.last
            lastOfPeople = lastOfPeople ?? before.last { !$0.isHousekeeping }
        }
    }

    private func recordsBefore() throws(JournalError) -> [Entry] {
        let name = journal.name(segment - 1)
        let bytes = try doing("read") { () throws(SystemError) in
            let file = try folders.last.file(name, O_RDONLY)
            defer { file.close() }
            return try file.read(0..<(try file.status().size))
        }
        return JournalScan(bytes, chain: journal.chain, after: nil).records.map(\.record)
    }

    func read(_ range: Range<Int>) throws(JournalError) -> [UInt8] {
        try doing("read") { () throws(SystemError) in try handle.read(range) }
    }
}
