import Platform

/// The few system calls that the record is made of.
///
/// They are values so that a test can put a disk in their place that loses power, is full or
/// interrupts (fault tests 4 to 8). Whatever is done to a descriptor is done through ``Handle``.
struct Disk {
    /// `openat`: folder, name, flags, mode of a new file.
    var open: (Int32, String, Int32, UInt32) throws(SystemError) -> Int32
    var close: (Int32) -> Void
    var status: (Int32) throws(SystemError) -> FileStatus
    /// `fstatat`, links not followed.
    var statusAt: (Int32, String) throws(SystemError) -> FileStatus
    /// `flock`, never waiting.
    var lock: (Int32, LockMode) throws(SystemError) -> Void
    /// `pread`: at most so many bytes from an offset.
    var read: (Int32, Int, Int) throws(SystemError) -> [UInt8]
    /// `write`: how many bytes were taken.
    var write: (Int32, ArraySlice<UInt8>) throws(SystemError) -> Int
    /// Returns when the file is on the disk, not in some memory before it.
    var sync: (Int32) throws(SystemError) -> Void
    var makeFolder: (Int32, String) throws(SystemError) -> Void
    /// `renameat` within one folder.
    var rename: (Int32, String, String) throws(SystemError) -> Void
    var remove: (Int32, String, RemovalKind) throws(SystemError) -> Void
    /// The names in a folder, sorted by bytes, without `.` and `..`.
    var list: (Int32) throws(SystemError) -> [String]
    /// Waits so many milliseconds.
    var pause: (Int) -> Void
    /// The process that holds the lock of a file, if the system tells.
    var lockHolder: (FileStatus) -> Int?
    /// The text of `/proc/self/mountinfo`, or of what stands for it.
    var mounts: () -> [UInt8]?

    enum LockMode { case exclusive, shared }
    enum RemovalKind { case file, folder }
}

/// Why a system call failed.
struct SystemError: Error, Equatable {
    let code: Int32
    var text: String { String(cString: strerror(code)) }
}

/// What `fstat` says, as far as the record asks.
struct FileStatus: Equatable {
    enum Kind { case file, folder, link, other }
    let kind: Kind
    let links: Int
    let device: UInt64
    let inode: UInt64
    let size: Int
    /// When its bytes were last written, and when anything about it last changed, as far as the
    /// disk tells; in nanoseconds.
    var written: Int64 = 0
    var changed: Int64 = 0

    /// Whether both are the same file, however it is named.
    func isSame(as other: FileStatus) -> Bool { device == other.device && inode == other.inode }
}

/// An open file or folder.
///
/// Interrupted calls are made again here and short writes are continued, so nobody else ever
/// sees them (fault test 8).
final class Handle {
    private let disk: Disk
    private var number: Int32?

    /// Opens the folder at the end of a path; the path is followed, its last part is not.
    init(folder path: String, on disk: Disk) throws(SystemError) {
        self.disk = disk
        number = try again { () throws(SystemError) in
            try disk.open(AT_FDCWD, path, Handle.folderFlags, 0)
        }
    }

    private init(_ number: Int32, on disk: Disk) {
        self.disk = disk
        self.number = number
    }

    deinit { close() }

    /// Closes it, and with it ends its lock; a second time does nothing.
    func close() {
        if let number { disk.close(number) }
        number = nil
    }

    private static let folderFlags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
    /// Without O_NONBLOCK, a pipe in the place of a log would hang the program (fault test 21).
    private static let fileFlags = O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY

    private var descriptor: Int32 { number ?? -1 }

    // MARK: A folder's calls

    func folder(_ name: String) throws(SystemError) -> Handle {
        try open(name, Handle.folderFlags, 0)
    }

    func file(_ name: String, _ flags: Int32) throws(SystemError) -> Handle {
        try open(name, flags | Handle.fileFlags, 0o600)
    }

    private func open(_ name: String, _ flags: Int32, _ mode: UInt32) throws(SystemError) -> Handle
    {
        let number = try again { () throws(SystemError) in
            try disk.open(descriptor, name, flags, mode)
        }
        return Handle(number, on: disk)
    }

    func makeFolder(_ name: String) throws(SystemError) { try disk.makeFolder(descriptor, name) }

    func status(of name: String) throws(SystemError) -> FileStatus {
        try disk.statusAt(descriptor, name)
    }

    /// What stands under a name; nothing if there is nothing.
    func existing(_ name: String) throws(SystemError) -> FileStatus? {
        do throws(SystemError) {
            return try status(of: name)
        } catch {
            if error.code == ENOENT { return nil }
            throw error
        }
    }

    func rename(_ name: String, to new: String) throws(SystemError) {
        try disk.rename(descriptor, name, new)
    }

    func remove(_ name: String, _ kind: Disk.RemovalKind = .file) throws(SystemError) {
        try disk.remove(descriptor, name, kind)
    }

    func list() throws(SystemError) -> [String] { try disk.list(descriptor) }

    // MARK: A file's calls

    func status() throws(SystemError) -> FileStatus { try disk.status(descriptor) }

    /// The bytes from one offset to another, fewer if the file ends before.
    func read(_ range: Range<Int>) throws(SystemError) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < range.count {
            let more = try again { () throws(SystemError) in
                let offset = range.lowerBound + bytes.count
                return try disk.read(descriptor, offset, range.upperBound - offset)
            }
            if more.isEmpty { break }
            bytes = bytes.isEmpty ? more : bytes + more
        }
        return bytes
    }

    func write(_ bytes: [UInt8]) throws(SystemError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = try again { () throws(SystemError) in try disk.write(descriptor, rest) }
            // A disk that takes nothing and gives no reason is full as far as anybody can tell.
            guard count > 0, count <= rest.count else { throw SystemError(code: ENOSPC) }
            rest = rest.dropFirst(count)
        }
    }

    /// Never called twice after a failure: the kernel has then marked pages clean that it did not
    /// write, and a second `fsync` would succeed (fault test 5).
    func sync() throws(SystemError) {
        try again { () throws(SystemError) in try disk.sync(descriptor) }
    }

    /// Waits for the lock, looking again every millisecond; false after `limit` milliseconds.
    ///
    /// Whoever looks less often is kept out for long by a writer that comes back at once: with 16
    /// milliseconds one of eight writers waited for ten seconds on a busy disk (fault test 16).
    func lock(_ mode: Disk.LockMode, limit: Int) throws(SystemError) -> Bool {
        var waited = 0
        while true {
            do throws(SystemError) {
                try again { () throws(SystemError) in try disk.lock(descriptor, mode) }
                return true
            } catch {
                guard error.code == EWOULDBLOCK else { throw error }
            }
            if waited >= limit { return false }
            disk.pause(1)
            waited += 1
        }
    }
}

private func again<T>(_ call: () throws(SystemError) -> T) throws(SystemError) -> T {
    while true {
        do throws(SystemError) {
            return try call()
        } catch {
            if error.code != EINTR { throw error }
        }
    }
}
