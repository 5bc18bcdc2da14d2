import Platform

/// Reads what people point at, within bounds, and says plainly why it could not.
enum FileReader {
    /// The most that is read of any file: far more than a real plan or checklist needs.
    static let limit = 8 << 20

    /// What a name stands for, links followed.
    enum Kind { case file, folder, other }

    static func kind(of path: String) throws(Refusal) -> Kind {
        guard !path.utf8.contains(0) else { throw .noSuchFile(path) }
        var status = stat()
        guard stat(path, &status) == 0 else { throw .unreadable(path, errno) }
        return kind(status)
    }

    static func exists(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0
    }

    /// A regular file's bytes.
    static func read(_ path: String) throws(Refusal) -> [UInt8] {
        let file = try OpenFile(path)
        guard file.size <= limit else { throw .tooLarge(path.quotedPath) }
        return try read(
            file.descriptor,
            limit: limit,
            expecting: file.size,
            named: path.quotedPath
        )
    }

    /// What there is of standard input now, up to so much; nothing at its end.
    static func readStandardInput(into room: UnsafeMutableRawBufferPointer) throws(Refusal) -> Int {
        try read(STDIN_FILENO, into: room, named: "standard input")
    }

    fileprivate static func read(
        _ descriptor: Int32,
        into room: UnsafeMutableRawBufferPointer,
        named name: String
    ) throws(Refusal) -> Int {
        while true {
            let count = Platform.read(descriptor, room.baseAddress, room.count)
            if count >= 0 { return count }
            if errno != EINTR { throw .readFailed(name, errno) }
        }
    }

    /// Standard input to its end.
    static func readStandardInput(limit: Int) throws(Refusal) -> [UInt8] {
        try read(STDIN_FILENO, limit: limit, expecting: 4096, named: "standard input")
    }

    private static func read(
        _ descriptor: Int32,
        limit: Int,
        expecting size: Int,
        named name: String
    ) throws(Refusal) -> [UInt8] {
        // Nearly always this is all, and one more byte of room shows that it is.
        var failure: Refusal?
        var bytes = [UInt8](unsafeUninitializedCapacity: size + 1) { room, count in
            let room = UnsafeMutableRawBufferPointer(room)
            do throws(Refusal) {
                while count <= size {
                    let rest = UnsafeMutableRawBufferPointer(rebasing: room[count...])
                    let read = try read(descriptor, into: rest, named: name)
                    if read == 0 { return }
                    count += read
                }
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        var chunk: [UInt8] = []
        while bytes.count > size {
            guard bytes.count <= limit else { throw .tooLarge(name) }
            if chunk.isEmpty { chunk = Array(repeating: 0, count: 1 << 16) }
            let count = Platform.read(descriptor, &chunk, chunk.count)
            if count == 0 { break }
            if count < 0 {
                if errno == EINTR { continue }
                throw .readFailed(name, errno)
            }
            bytes.append(contentsOf: chunk[..<count])
        }
        return bytes
    }

    fileprivate static func kind(_ status: stat) -> Kind {
        switch status.st_mode & S_IFMT {
        case S_IFREG: .file
        case S_IFDIR: .folder
        default: .other
        }
    }
}

/// A regular file that is being read, and closed when nobody reads it any more.
final class OpenFile {
    let size: Int
    fileprivate let descriptor: Int32
    private let path: String

    init(_ path: String) throws(Refusal) {
        guard !path.utf8.contains(0) else { throw .noSuchFile(path) }
        self.path = path
        // Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
        descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else {
            size = 0
            throw .unreadable(path, errno)
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            size = 0
            throw .unreadable(path, errno)
        }
        size = Int(status.st_size)
        switch FileReader.kind(status) {
        case .file: break
        case .folder: throw .isFolder(path)
        case .other: throw .notRegular(path)
        }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// What comes next, up to so much; nothing at the end.
    func read(into room: UnsafeMutableRawBufferPointer) throws(Refusal) -> Int {
        try FileReader.read(descriptor, into: room, named: path.quotedPath)
    }
}

extension Refusal {
    static func noSuchFile(_ path: String) -> Refusal {
        Refusal("there is no file \(path.quotedPath)")
    }

    /// Why `path` could not be opened or looked at.
    static func unreadable(_ path: String, _ reason: Int32) -> Refusal {
        switch reason {
        case ENOENT, ENOTDIR:
            return isLink(path)
                ? Refusal("\(path.quotedPath) is a link to a file that is not there")
                : noSuchFile(path)
        case ELOOP: return Refusal("\(path.quotedPath) is a link that leads back to itself")
        case EACCES, EPERM: return Refusal("you may not read \(path.quotedPath)")
        case ENAMETOOLONG: return Refusal("the name \(path.quotedPath) is too long for a file")
        default: return readFailed(path.quotedPath, reason)
        }
    }

    fileprivate static func readFailed(_ name: String, _ reason: Int32) -> Refusal {
        Refusal("\(name) could not be read: \(String(cString: strerror(reason)))")
    }

    fileprivate static func isFolder(_ path: String) -> Refusal {
        Refusal("\(path.quotedPath) is a folder, not a file")
    }

    fileprivate static func notRegular(_ path: String) -> Refusal {
        Refusal(
            "\(path.quotedPath) is not a regular file",
            hint: "to read from a pipe, send it to standard input and write `-`"
        )
    }

    fileprivate static func tooLarge(_ name: String) -> Refusal {
        Refusal("\(name) is larger than \(FileReader.limit >> 20) MiB")
    }

    private static func isLink(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }
}
