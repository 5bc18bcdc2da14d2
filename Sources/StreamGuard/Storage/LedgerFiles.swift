import Platform

/// A folder of files of which the ledger tells: plans, or checkpoints.
///
/// INVARIANT: whoever writes in it holds the ledger's lock. So a draft or a mark that is found
/// under that lock was left by somebody who was stopped.
struct LedgerFiles {
    let folder: String
    private let chain: FolderChain
    private let random: (Int) -> [UInt8]

    /// Opens the folder, for whoever holds the ledger's lock.
    init(
        _ folder: String,
        of workspace: Workspace,
        under ledger: OpenJournal,
        creating: Bool = true
    ) throws(JournalError) {
        precondition(ledger.journal.chain == Ledger.chain, "the ledger's lock is not held")
        self.folder = folder
        random = workspace.surroundings.random
        chain = try FolderChain(
            root: workspace.path,
            [folder],
            creating: creating,
            on: workspace.surroundings.disk
        )
    }

    func close() { chain.close() }

    /// A name for a mark or a draft: one that could not be removed is in nobody's way.
    private func mark(_ name: String) -> String { "\(name).new-\(random(8).hex)" }

    /// The file that a mark or a draft belongs to; nothing if the name is of another kind.
    static func owner(_ name: String) -> String? {
        for end in [".json", ".ckpt"] {
            guard let range = name.firstRange(of: "\(end).new") else { continue }
            return name[..<range.lowerBound] + end
        }
        return nil
    }

    // MARK: Whole, or not at all

    /// Writes a file under a name, whole or not at all.
    func save(_ bytes: [UInt8], as name: String) throws(JournalError) {
        for old in try names() where LedgerFiles.owner(old) != nil { try remove(old) }
        let draft = mark(name)
        do throws(JournalError) {
            try create(draft, bytes)
            try doing("written", name) { () throws(SystemError) in
                try chain.last.rename(draft, to: name)
            }
            try sync()
        } catch {
            try? chain.last.remove(draft)
            throw error
        }
    }

    // MARK: Once the ledger tells of it

    /// Puts a new file on the disk that does not count until its mark is gone; returns the mark.
    ///
    /// The mark is on the disk before the file can be: a file without one is never a leftover.
    func propose(_ bytes: [UInt8], as name: String) throws(JournalError) -> String {
        let mark = mark(name)
        try create(mark, [])
        try sync()
        try create(name, bytes)
        try sync()
        return mark
    }

    /// Ends the mark of a file of which the ledger tells now.
    ///
    /// Should the mark stay, or come back after a power cut, ``clear(keeping:)`` keeps the file.
    func confirm(_ mark: String) { try? chain.last.remove(mark) }

    /// Removes what was proposed and never confirmed, and all drafts; `known` says of which files
    /// the ledger tells, and is asked only if there is something to remove.
    func clear(keeping known: () throws(JournalError) -> Set<String>?) throws(JournalError) {
        let names = try names()
        let left = names.filter { LedgerFiles.owner($0) != nil }
        // Where the ledger is damaged, nobody knows what belongs to it.
        guard !left.isEmpty, let known = try known() else { return }
        let owners = Set(left.compactMap { LedgerFiles.owner($0) })
        for name in owners.subtracting(known).intersection(names).sorted() { try remove(name) }
        // Or else a mark could be gone and its file still be there.
        try sync()
        for name in left { try remove(name) }
        try sync()
    }

    /// Removes those of these files that are there; says how many that were.
    func remove(_ names: [String]) throws(JournalError) -> Int {
        let there = try Set(self.names()).intersection(names)
        for name in there.sorted() { try remove(name) }
        // Also for whoever was stopped before it came to this.
        try sync()
        return there.count
    }

    // MARK: Calls

    private func names() throws(JournalError) -> [String] {
        try doing("read", nil) { () throws(SystemError) in try chain.last.list() }
    }

    private func create(_ name: String, _ bytes: [UInt8]) throws(JournalError) {
        try doing("written", name) { () throws(SystemError) in
            let file = try chain.last.file(name, O_WRONLY | O_CREAT | O_EXCL)
            defer { file.close() }
            try file.write(bytes)
            try file.sync()
        }
    }

    private func remove(_ name: String) throws(JournalError) {
        try doing("removed", name) { () throws(SystemError) in try chain.last.remove(name) }
    }

    private func sync() throws(JournalError) {
        try doing("put on the disk", nil) { () throws(SystemError) in try chain.last.sync() }
    }

    private func doing<T>(
        _ what: String,
        _ name: String?,
        _ call: () throws(SystemError) -> T
    ) throws(JournalError) -> T {
        do throws(SystemError) {
            return try call()
        } catch {
            throw .system(error, doing: what, name.map { "\(folder)/\($0)" } ?? folder)
        }
    }
}
