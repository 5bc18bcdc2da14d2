import Checklist
import Foundation

extension Workspace {
    /// How much is kept back for the day when the disk is full: enough for a hundred entries.
    static let reserveSize = 65_536

    /// Makes a store: whole, or not at all (fault test 20).
    ///
    /// It is put together beside its place and then given its name.
    static func create(
        at given: String,
        name: String,
        trial: Bool,
        by author: Author,
        _ console: Console,
        sharedDiskAccepted: Bool = false
    ) throws(JournalError) -> Workspace {
        let path = try absolute(given, console)
        return try create(
            at: path,
            name: name,
            trial: trial,
            by: author,
            .system(console),
            sharedDiskAccepted: sharedDiskAccepted
        )
    }

    static func create(
        at path: String,
        name: String,
        trial: Bool,
        by author: Author,
        _ surroundings: Surroundings,
        sharedDiskAccepted: Bool = false
    ) throws(JournalError) -> Workspace {
        let parent = Paths.folder(of: path)
        if !sharedDiskAccepted { try SharedDisk.refuse(parent, surroundings.disk.mounts()) }
        let draft = "\(Paths.name(of: path)).new-\(surroundings.random(8).hex)"
        let folder: Handle
        do throws(SystemError) {
            folder = try Handle(folder: parent, on: surroundings.disk)
        } catch {
            throw .system(error, doing: "opened", parent)
        }
        defer { folder.close() }
        do throws(SystemError) {
            guard try folder.existing(Paths.name(of: path)) == nil else {
                throw SystemError(code: EEXIST)
            }
            try folder.makeFolder(draft)
        } catch {
            if error.code == EEXIST { throw .alreadyThere(path) }
            throw .system(error, doing: "made", path)
        }
        do throws(JournalError) {
            let place = Paths.joined(parent, draft)
            try fill(place, name: name, trial: trial, by: author, surroundings)
            do throws(SystemError) {
                try folder.rename(draft, to: Paths.name(of: path))
                try folder.sync()
            } catch {
                throw .system(error, doing: "made", path)
            }
        } catch {
            remove(draft, from: folder)
            throw error
        }
        return try Workspace(at: path, surroundings, sharedDiskAccepted: sharedDiskAccepted)
    }

    private static func fill(
        _ place: String,
        name: String,
        trial: Bool,
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
        let facts: [String: JSON] = [
            "origin": .string(surroundings.random(16).hex), "name": .string(name),
            "trial": .bool(trial),
        ]
        _ = try open.append(NewEntry(.genesis, facts: facts), by: author)
    }

    private static let folders = ["sessions", "plans", "checkpoints"]

    private static func remove(_ draft: String, from folder: Handle) {
        guard let root = try? folder.folder(draft) else { return }
        for name in [reserve, "\(Ledger.chain).jsonl"] { try? root.remove(name) }
        for name in folders { try? root.remove(name, .folder) }
        root.close()
        try? folder.remove(draft, .folder)
    }
}

extension Author {
    /// The person behind this process, under the name that the school knows them by.
    static func current(by id: String) -> Author {
        var name = [CChar](repeating: 0, count: 256)
        gethostname(&name, name.count - 1)
        let host = String(
            decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) },
            as: UTF8.self
        )
        return Author(by: id, uid: Int(getuid()), host: host.isWord ? host : "unknown")
    }

    /// The name of the account that this process runs under.
    static var account: String? {
        guard let entry = getpwuid(getuid()), let name = entry.pointee.pw_name else { return nil }
        return String(validatingCString: name)
    }
}

extension JournalError {
    fileprivate static func alreadyThere(_ path: String) -> JournalError {
        JournalError(.usage, "\(path.quotedPath) is there already")
    }
}
