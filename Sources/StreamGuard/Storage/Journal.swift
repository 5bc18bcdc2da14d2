import Platform

/// One chain of entries: a session's, or the ledger.
///
/// It stands in one file, and goes on in another (`….2.jsonl`) only after a disk has failed.
struct Journal {
    /// How long somebody waits for another writer, in milliseconds.
    static let lockLimit = 10_000

    let surroundings: Surroundings
    /// The store's folder.
    let root: String
    /// The folders on the way, from the store's own.
    let folders: [String]
    let stem: String
    /// What every entry of it names: the session's id, or `ledger`.
    let chain: String
    /// Frees the space that was kept for the day the disk is full; false if there is none.
    let releaseReserve: () -> Bool

    func name(_ segment: Int) -> String {
        segment == 1 ? "\(stem).jsonl" : "\(stem).\(segment).jsonl"
    }

    /// A file of the chain as people see it, from the store's folder.
    func path(_ segment: Int) -> String { (folders + [name(segment)]).joined(separator: "/") }

    /// Opens the folders on the way.
    func openFolders() throws(JournalError) -> FolderChain {
        try FolderChain(root: root, folders, on: surroundings.disk)
    }

    /// Runs work while no other program can write to the chain.
    func locked<T>(
        _ work: (OpenJournal) throws(JournalError) -> T
    ) throws(JournalError) -> T {
        let open = try OpenJournal(self)
        defer { open.close() }
        return try work(open)
    }
}

/// Folders, each opened from the one before, so that nobody can put another in their place on
/// the way (fault test 21).
struct FolderChain {
    private let handles: [Handle]
    private let path: String

    /// Opens them; `creating` makes those that are missing.
    init(
        root: String,
        _ names: [String],
        creating: Bool = false,
        on disk: Disk
    ) throws(JournalError) {
        var handles: [Handle] = []
        var path = root
        do throws(SystemError) {
            handles.append(try Handle(folder: root, on: disk))
            for name in names {
                path = Paths.joined(path, name)
                let last = handles[handles.count - 1]
                if creating, try last.existing(name) == nil {
                    do throws(SystemError) {
                        try last.makeFolder(name)
                    } catch {
                        // Somebody else was faster.
                        if error.code != EEXIST { throw error }
                    }
                }
                handles.append(try last.folder(name))
            }
        } catch {
            for handle in handles { handle.close() }
            throw .system(error, doing: "opened", path)
        }
        self.handles = handles
        self.path = path
    }

    var last: Handle { handles[handles.count - 1] }

    /// Puts the names in all of them on the disk, the innermost first.
    ///
    /// Not only in those that this process made: who made the others may have been killed
    /// before it came to this.
    func sync() throws(JournalError) {
        do throws(SystemError) {
            for handle in handles.reversed() { try handle.sync() }
        } catch {
            throw .system(error, doing: "put on the disk", path)
        }
    }

    func close() {
        for handle in handles { handle.close() }
    }
}
