import Checklist
import Platform

extension Workspace {
    /// How much is kept back for the day when the disk is full: enough for a hundred entries.
    static let reserveSize = 65_536

    /// Makes a store: whole, or not at all (fault test 20).
    static func create(
        at given: String,
        name: String,
        trial: Bool,
        after former: Checkpoint? = nil,
        by author: Author,
        _ console: Console,
        sharedDiskAccepted: Bool = false
    ) throws(JournalError) -> Workspace {
        let path = try absolute(given, console)
        return try create(
            at: path,
            name: name,
            trial: trial,
            after: former,
            by: author,
            .system(console),
            sharedDiskAccepted: sharedDiskAccepted
        )
    }

    static func create(
        at path: String,
        name: String,
        trial: Bool,
        after former: Checkpoint? = nil,
        by author: Author,
        _ surroundings: Surroundings,
        sharedDiskAccepted: Bool = false
    ) throws(JournalError) -> Workspace {
        if !sharedDiskAccepted {
            try SharedDisk.refuse(Paths.folder(of: path), surroundings.disk.mounts())
        }
        try NewFolder.make(at: path, surroundings) { (draft) throws(JournalError) in
            try fill(draft, name: name, trial: trial, after: former, by: author, surroundings)
        }
        return try Workspace(at: path, surroundings, sharedDiskAccepted: sharedDiskAccepted)
    }

    private static func fill(
        _ place: String,
        name: String,
        trial: Bool,
        after former: Checkpoint?,
        by author: Author,
        _ surroundings: Surroundings
    ) throws(JournalError) {
        let journal = Journal(
            surroundings: surroundings,
            root: place,
            folders: [],
            stem: Ledger.chain,
            chain: Ledger.chain,
            releaseReserve: { false }
        )
        do throws(SystemError) {
            let root = try Handle(folder: place, on: surroundings.disk)
            defer { root.close() }
            for name in folders { try root.makeFolder(name) }
            let file = try root.file(reserve, O_WRONLY | O_CREAT | O_EXCL)
            defer { file.close() }
            // Zeros could be stored as nothing.
            try file.write(surroundings.random(reserveSize))
            try file.sync()
        } catch {
            throw .system(error, doing: "filled", place)
        }
        let start = Link(seq: 0, hash: RecordHash.nothing)
        let open = try OpenJournal(creating: journal, after: start)
        defer { open.close() }
        var facts: [String: JSON] = [
            "origin": .string(surroundings.random(16).hex), "name": .string(name),
            "trial": .bool(trial),
        ]
        if let former { facts["follows"] = former.fact }
        _ = try open.append(NewEntry(.genesis, facts: facts), by: author)
    }

    private static let folders = ["sessions", "plans", "checkpoints"]
}
