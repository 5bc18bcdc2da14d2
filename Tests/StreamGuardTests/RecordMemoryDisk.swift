import Foundation

@testable import StreamGuard

/// A disk in memory that can lose power at every call, fail, be full, and interrupt.
///
/// It keeps what programs see apart from what would survive: a file's bytes survive up to its
/// last `fsync`, a name survives once its folder was synced.
final class MemoryDisk {
    final class Node {
        let inode: UInt64
        let isFolder: Bool
        var bytes: [UInt8] = []
        var durable: [UInt8] = []
        var names: [String: Node] = [:]
        var durableNames: [String: Node] = [:]
        var exclusive: Int32?
        var shared: Set<Int32> = []

        init(_ inode: UInt64, isFolder: Bool) {
            self.inode = inode
            self.isFolder = isFolder
        }
    }

    /// Calls that change something, and those that can fail in a way that matters.
    enum Call: Hashable { case create, write, sync, makeFolder, rename, remove, lock, read }

    private(set) var root: Node
    private var open: [Int32: Node] = [:]
    private var nextFile: Int32 = 3
    private var nextInode: UInt64 = 1
    /// Asked before each call: an error to fail with.
    var fault: (Call, String) -> Int32? = { _, _ in nil }
    /// How many bytes a write takes at most.
    var shortest = Int.max
    /// Claims to have written, and drops the bytes.
    var isLying = false
    private(set) var calls = 0
    private(set) var paused = 0
    /// The names of files on which `fsync` was called.
    private(set) var synced: [String] = []
    private var namesOfOpen: [Int32: String] = [:]

    init() {
        root = Node(0, isFolder: true)
    }

    private init(_ root: Node) {
        self.root = root
        nextInode = 1_000_000
    }

    // MARK: The calls

    var disk: Disk {
        Disk(
            open: { [self] (folder, name, flags, _) throws(SystemError) in
                try openFile(folder, name, flags)
            },
            close: { [self] file in
                if let node = open.removeValue(forKey: file) {
                    if node.exclusive == file { node.exclusive = nil }
                    node.shared.remove(file)
                }
            },
            status: { [self] (file) throws(SystemError) in status(try node(file)) },
            statusAt: { [self] (folder, name) throws(SystemError) in
                guard let found = try node(folder).names[name] else { throw error(ENOENT) }
                return status(found)
            },
            lock: { [self] (file, mode) throws(SystemError) in try lock(file, mode) },
            read: { [self] (file, offset, count) throws(SystemError) in
                try ask(.read, namesOfOpen[file] ?? "")
                let bytes = try node(file).bytes
                guard offset < bytes.count else { return [] }
                return Array(bytes[offset..<min(bytes.count, offset + count)])
            },
            write: { [self] (file, bytes) throws(SystemError) in
                try ask(.write, namesOfOpen[file] ?? "")
                let count = min(bytes.count, shortest)
                if !isLying { try node(file).bytes += bytes.prefix(count) }
                return count
            },
            sync: { [self] (file) throws(SystemError) in
                synced.append(namesOfOpen[file] ?? "")
                try ask(.sync, namesOfOpen[file] ?? "")
                let node = try node(file)
                node.durable = node.bytes
                node.durableNames = node.names
            },
            makeFolder: { [self] (folder, name) throws(SystemError) in
                try ask(.makeFolder, name)
                let parent = try node(folder)
                guard parent.names[name] == nil else { throw error(EEXIST) }
                parent.names[name] = new(isFolder: true)
            },
            rename: { [self] (folder, name, to) throws(SystemError) in
                try ask(.rename, name)
                let parent = try node(folder)
                guard let moved = parent.names.removeValue(forKey: name) else {
                    throw error(ENOENT)
                }
                parent.names[to] = moved
            },
            remove: { [self] (folder, name, _) throws(SystemError) in
                try ask(.remove, name)
                guard try node(folder).names.removeValue(forKey: name) != nil else {
                    throw error(ENOENT)
                }
            },
            list: { [self] (folder) throws(SystemError) in try node(folder).names.keys.sorted() },
            pause: { [self] in paused += $0 },
            lockHolder: { _ in 4711 },
            mounts: { nil }
        )
    }

    private func error(_ code: Int32) -> SystemError { SystemError(code: code) }

    private func ask(_ call: Call, _ name: String) throws(SystemError) {
        calls += 1
        if let code = fault(call, name) { throw error(code) }
    }

    private func node(_ file: Int32) throws(SystemError) -> Node {
        guard let node = open[file] else { throw error(EBADF) }
        return node
    }

    private func status(_ node: Node) -> FileStatus {
        FileStatus(
            kind: node.isFolder ? .folder : .file,
            links: 1,
            device: 1,
            inode: node.inode,
            size: node.bytes.count
        )
    }

    private func new(isFolder: Bool) -> Node {
        nextInode += 1
        return Node(nextInode, isFolder: isFolder)
    }

    private func openFile(_ folder: Int32, _ name: String, _ flags: Int32) throws(SystemError)
        -> Int32
    {
        var found: Node?
        if folder == AT_FDCWD {
            found = find(name)
        } else {
            let parent = try node(folder)
            found = parent.names[name]
            if found == nil, flags & O_CREAT != 0 {
                try ask(.create, name)
                found = new(isFolder: false)
                parent.names[name] = found
            } else if found != nil, flags & O_EXCL != 0 {
                throw error(EEXIST)
            }
        }
        guard let found else { throw error(ENOENT) }
        nextFile += 1
        open[nextFile] = found
        namesOfOpen[nextFile] = name
        return nextFile
    }

    private func lock(_ file: Int32, _ mode: Disk.LockMode) throws(SystemError) {
        try ask(.lock, namesOfOpen[file] ?? "")
        let node = try node(file)
        let others = node.shared.subtracting([file])
        if let holder = node.exclusive, holder != file { throw error(EWOULDBLOCK) }
        switch mode {
        case .exclusive:
            guard others.isEmpty else { throw error(EWOULDBLOCK) }
            node.exclusive = file
        case .shared: node.shared.insert(file)
        }
    }

    // MARK: For tests

    /// What stands at a path from the root.
    func find(_ path: String) -> Node? {
        var node: Node? = root
        for name in path.split(separator: "/") { node = node?.names[String(name)] }
        return node
    }

    /// A program that is killed lets go of everything, and loses nothing.
    func killProgram() {
        for (file, node) in open {
            if node.exclusive == file { node.exclusive = nil }
            node.shared.remove(file)
        }
        open.removeAll()
        fault = { _, _ in nil }
    }

    /// Everything that has been written and is not certain to survive.
    var uncertain: (files: [[String]], names: [[String]]) {
        var files: [[String]] = []
        var names: [[String]] = []
        func look(_ node: Node, _ path: [String]) {
            if node.bytes != node.durable { files.append(path) }
            for name in Set(node.names.keys).union(node.durableNames.keys).sorted() {
                if node.names[name] !== node.durableNames[name] { names.append(path + [name]) }
                if let child = node.names[name] { look(child, path + [name]) }
            }
        }
        look(root, [])
        return (files, names)
    }

    /// The disk after a power cut: `keep` says of each uncertain name whether it survived, and
    /// `bytes` what became of a file's uncertain end.
    func afterPowerCut(
        keep: ([String]) -> Bool,
        bytes: ([String], _ durable: [UInt8], _ uncertain: ArraySlice<UInt8>) -> [UInt8]
    ) -> MemoryDisk {
        func copy(_ node: Node, _ path: [String]) -> Node {
            let new = Node(node.inode, isFolder: node.isFolder)
            // A file that was replaced keeps the certain part of the old one under that name.
            for name in Set(node.names.keys).union(node.durableNames.keys) {
                let (now, before) = (node.names[name], node.durableNames[name])
                let child = now === before || keep(path + [name]) ? now : before
                if let child { new.names[name] = copy(child, path + [name]) }
            }
            new.durableNames = new.names
            let certain = node.durable.count
            new.bytes =
                node.bytes.count > certain
                ? node.durable + bytes(path, node.durable, node.bytes[certain...]) : node.durable
            new.durable = new.bytes
            return new
        }
        return MemoryDisk(copy(root, []))
    }

    /// A disk of its own with the same certain and uncertain parts.
    func twin() -> MemoryDisk {
        var copies: [ObjectIdentifier: Node] = [:]
        func copy(_ node: Node) -> Node {
            if let known = copies[ObjectIdentifier(node)] { return known }
            let new = Node(node.inode, isFolder: node.isFolder)
            copies[ObjectIdentifier(node)] = new
            new.bytes = node.bytes
            new.durable = node.durable
            new.names = node.names.mapValues(copy)
            new.durableNames = node.durableNames.mapValues(copy)
            return new
        }
        return MemoryDisk(copy(root))
    }

    /// A copy of what programs see.
    func copied() -> MemoryDisk {
        afterPowerCut(keep: { _ in true }, bytes: { _, _, uncertain in Array(uncertain) })
    }
}
