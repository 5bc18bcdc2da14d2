import Checklist
import Platform

/// The folder that holds the record.
struct Workspace {
    /// The name of a store that is found by looking upward.
    static let name = ".streamguard"
    static let variable = "STREAMGUARD_STORE"
    static let reserve = "reserve"

    /// Absolute.
    let path: String
    let surroundings: Surroundings
    /// What the ledger's first entry says.
    let origin: Origin

    /// Whose record it is.
    struct Origin: Equatable {
        /// 128 random bits in hexadecimal.
        let id: String
        /// As the installation calls itself: `harbour-lane.example`.
        let name: String
        /// Made for trying things out: only there may one person act for others.
        let isTrial: Bool
        /// Where the record before this one ended, if there is one: each school year has its own.
        var follows: Checkpoint?

        /// The first line of a checkpoint.
        var line: String { "\(name)/slog/\(id.prefix(8))" }
        /// That, and the first line of checkpoints of the record before.
        var lines: [String] { [line] + (follows.map { [$0.origin] } ?? []) }
    }

    var isTrial: Bool { origin.isTrial }
    var ledger: Ledger { Ledger(workspace: self) }

    /// Opens the store that `store` names, else the environment, else the nearest one upward.
    ///
    /// INVARIANT: nobody takes a trial store for a record, because every command that opens one
    /// says so here.
    static func find(
        store: String?,
        _ console: Console,
        sharedDiskAccepted: Bool = false,
        toJudge: Bool = false
    ) throws(JournalError) -> Workspace {
        let path = try place(store, console)
        let workspace = try Workspace(
            at: path,
            .system(console),
            sharedDiskAccepted: sharedDiskAccepted,
            toJudge: toJudge
        )
        if workspace.isTrial { console.say(Workspace.trialNotice) }
        return workspace
    }

    /// What everything begins with that shows a trial store.
    static let trialMark = "TRIAL RECORD"
    static let trialNotice = "\(trialMark): for trying things out; nothing here counts."

    /// Opens the store in a folder; `toJudge` also one that is damaged where it begins, and one on
    /// any disk, since nothing is written.
    init(
        at path: String,
        _ surroundings: Surroundings,
        sharedDiskAccepted: Bool = false,
        toJudge: Bool = false
    ) throws(JournalError) {
        self.path = path
        self.surroundings = surroundings
        if !sharedDiskAccepted, !toJudge {
            try SharedDisk.refuse(path, surroundings.disk.mounts())
        }
        guard
            let origin = try Workspace.origin(at: path, surroundings) ?? (toJudge ? .unknown : nil)
        else { throw .noBeginning(path) }
        self.origin = origin
    }

    /// The folder that the store should lie in; refused if none is named and none is found.
    static func place(_ store: String?, _ console: Console) throws(JournalError) -> String {
        if let given = store ?? console.environment(variable), !given.isEmpty {
            return try Workspace.absolute(given, console)
        }
        var folder = console.workingFolder
        while let here = folder {
            let candidate = Paths.joined(here, name)
            if FileReader.exists(candidate) { return candidate }
            folder = here == "/" ? nil : Paths.folder(of: here)
        }
        throw .noStore
    }

    /// A path from the folder the person works in.
    static func absolute(_ path: String, _ console: Console) throws(JournalError) -> String {
        guard !path.utf8.contains(0) else { throw .noStore(path) }
        var path = path
        while path.utf8.count > 1, path.utf8.last == UInt8(ascii: "/") { path.removeLast() }
        if path.utf8.first == UInt8(ascii: "/") { return path }
        guard let folder = console.workingFolder else { throw .noStore(path) }
        return Paths.joined(folder, path)
    }

    private static func origin(
        at path: String,
        _ surroundings: Surroundings
    ) throws(JournalError) -> Origin? {
        let journal = Journal(
            surroundings: surroundings,
            root: path,
            folders: [],
            stem: Ledger.chain,
            chain: Ledger.chain,
            releaseReserve: { false }
        )
        do throws(JournalError) {
            return try journal.first().flatMap { Origin($0) }
        } catch {
            if error.code == ENOENT || error.cause == .notFound { throw .noStore(path) }
            throw error
        }
    }

    // MARK: What is in it

    /// A chain of the store.
    func journal(folders: [String], stem: String, chain: String) -> Journal {
        Journal(
            surroundings: surroundings,
            root: path,
            folders: folders,
            stem: stem,
            chain: chain,
            releaseReserve: releaseReserve
        )
    }

    /// A session that is in the store.
    func session(_ id: SessionID) throws(JournalError) -> SessionLog {
        let log = SessionLog(id: id, workspace: self)
        let folders: FolderChain
        do throws(JournalError) {
            folders = try log.journal.openFolders()
        } catch {
            throw error.code == ENOENT ? .noSession(id) : error
        }
        defer { folders.close() }
        let status = try? folders.last.existing(log.journal.name(1))
        if status == nil { throw .noSession(id) }
        return log
    }

    /// Enters a new session in the ledger and begins its record.
    ///
    /// `facts` stand in both; `texts` in the session only, whose retention is its own.
    func openSession(
        day: String,
        facts: [String: JSON],
        texts: [String: String] = [:],
        by author: Author
    ) throws(JournalError) -> (log: SessionLog, receipt: Receipt) {
        guard let id = SessionID(day: day, random: surroundings.random(10)) else {
            throw JournalError(.usage, "\(day.quoted) is not a day such as `20261124`")
        }
        let log = SessionLog(id: id, workspace: self)
        let receipt = try ledger.locked(by: author) { (open) throws(JournalError) in
            var opening = facts
            opening["sid"] = .string(id.text)
            let entry = try open.append(NewEntry(.sessionOpen, facts: opening), by: author)
            let draft = NewEntry(.genesis, facts: facts, texts: texts)
            var receipt = try log.create(draft, after: entry.link, by: author)
            receipt?.notes += entry.notes
            return receipt
        }
        guard let receipt else { throw .noSession(id) }
        return (log, receipt)
    }

    /// All sessions that have a file, by day.
    func sessionIDs() throws(JournalError) -> [SessionID] { try sessionFiles().sessions }

    /// The sessions that have a file, and the paths of what is no session's file.
    func sessionFiles() throws(JournalError) -> (sessions: [SessionID], others: [String]) {
        var sessions: [SessionID] = []
        var others: [String] = []
        for year in try names(["sessions"]) {
            for month in try names(["sessions", year]) {
                let folders = ["sessions", year, month]
                for file in try names(folders) {
                    let parts = file.split(separator: ".", omittingEmptySubsequences: false)
                    let isLog =
                        parts.last == "jsonl"
                        && (parts.count == 2 || parts.count == 3 && Int(parts[1]) != nil)
                    if isLog, let id = SessionID(String(parts[0])), id.folders == folders {
                        // The second file of a chain follows its first.
                        if sessions.last != id { sessions.append(id) }
                    } else {
                        others.append((folders + [file]).joined(separator: "/"))
                    }
                }
            }
        }
        return (sessions, others)
    }

    /// The names in a folder of the store; none if there is no such folder.
    func names(_ folders: [String]) throws(JournalError) -> [String] {
        do throws(JournalError) {
            let chain = try FolderChain(root: path, folders, on: surroundings.disk)
            defer { chain.close() }
            do throws(SystemError) {
                return try chain.last.list()
            } catch {
                throw .system(error, doing: "read", folders.joined(separator: "/"))
            }
        } catch {
            if error.code == ENOENT { return [] }
            throw error
        }
    }

    /// A file's bytes; nothing if there is no such file.
    func load(_ name: String, in folder: String, limit: Int) throws(JournalError) -> [UInt8]? {
        let path = "\(folder)/\(name)"
        do throws(SystemError) {
            let chain = try Handle(folder: Paths.joined(self.path, folder), on: surroundings.disk)
            defer { chain.close() }
            guard let status = try chain.existing(name) else { return nil }
            guard status.kind != .other else { throw SystemError(code: ENXIO) }
            let file = try chain.file(name, O_RDONLY)
            defer { file.close() }
            return try file.read(0..<limit)
        } catch {
            if error.code == ENOENT { return nil }
            throw .system(error, doing: "read", path)
        }
    }

    /// Gives back the space that was kept for the day when the disk is full (fault test 6).
    private func releaseReserve() -> Bool {
        guard let root = try? Handle(folder: path, on: surroundings.disk) else { return false }
        defer { root.close() }
        return (try? root.remove(Workspace.reserve)) != nil
    }
}

extension Workspace.Origin {
    /// Of a ledger whose beginning cannot be read.
    fileprivate static let unknown = Workspace.Origin(id: "", name: "unknown", isTrial: false)

    init?(_ genesis: Entry) {
        guard genesis.kind == .genesis, let id = genesis.fact("origin"),
            let name = genesis.fact("name")
        else { return nil }
        self.init(
            id: id,
            name: name,
            isTrial: genesis.flag("trial"),
            follows: genesis.value("follows").flatMap { Checkpoint(fact: $0) }
        )
    }
}

extension JournalError {
    fileprivate static let noStore = JournalError(
        .noStore,
        "there is no record here",
        hint: "name its folder with `--store`, or with \(Workspace.variable)"
    )

    fileprivate static func noBeginning(_ path: String) -> JournalError {
        JournalError(
            .damaged,
            "the ledger in \(path.quotedPath) does not begin as it must",
            hint: "`streamguard verify` says more"
        )
    }

    fileprivate static func noStore(_ path: String) -> JournalError {
        JournalError(.noStore, "there is no record in \(path.quotedPath)")
    }
}
