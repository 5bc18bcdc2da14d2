import Platform

extension Disk {
    /// The computer's own disk.
    static func system() -> Disk {
        // With a limit on the size of files, the signal would end the program before it could say
        // that nothing was saved (fault test 7).
        signal(SIGXFSZ, SIG_IGN)
        return Disk(
            open: { (folder, name, flags, mode) throws(SystemError) in
                try checked(openat(folder, name, flags, mode_t(mode)))
            },
            close: { _ = Platform.close($0) },
            status: { (file) throws(SystemError) in
                var status = stat()
                try checked(fstat(file, &status))
                return FileStatus(status)
            },
            statusAt: { (folder, name) throws(SystemError) in
                var status = stat()
                try checked(fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW))
                return FileStatus(status)
            },
            lock: { (file, mode) throws(SystemError) in
                try checked(flock(file, (mode == .exclusive ? LOCK_EX : LOCK_SH) | LOCK_NB))
            },
            read: { (file, offset, count) throws(SystemError) in try read(file, offset, count) },
            write: { (file, bytes) throws(SystemError) in
                try checked(
                    bytes.withUnsafeBytes { Platform.write(file, $0.baseAddress, $0.count) }
                )
            },
            sync: { (file) throws(SystemError) in try sync(file) },
            makeFolder: { (folder, name) throws(SystemError) in
                try checked(mkdirat(folder, name, 0o700))
            },
            rename: { (folder, name, new) throws(SystemError) in
                try checked(renameat(folder, name, folder, new))
            },
            remove: { (folder, name, kind) throws(SystemError) in
                try checked(unlinkat(folder, name, kind == .folder ? AT_REMOVEDIR : 0))
            },
            list: { (folder) throws(SystemError) in try list(folder) },
            pause: { usleep(UInt32($0) * 1000) },
            lockHolder: lockHolder,
            mounts: { contents("/proc/self/mountinfo") }
        )
    }

    private static func read(
        _ file: Int32,
        _ offset: Int,
        _ count: Int
    ) throws(SystemError) -> [UInt8] {
        var failure: SystemError?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            do throws(SystemError) {
                filled = try checked(pread(file, buffer.baseAddress, count, off_t(offset)))
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return bytes
    }

    private static func sync(_ file: Int32) throws(SystemError) {
        #if canImport(Darwin)
        // There `fsync` leaves the data in the drive's own memory.
        if fcntl(file, F_FULLFSYNC) == 0 { return }
        guard errno == ENOTSUP || errno == EINVAL else { throw SystemError(code: errno) }
        #endif
        try checked(fsync(file))
    }

    private static func list(_ folder: Int32) throws(SystemError) -> [String] {
        // The stream takes its descriptor over, and the folder's own must stay open.
        let copy = try checked(openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0))
        guard let stream = fdopendir(copy) else { throw SystemError(code: errno) }
        defer { closedir(stream) }
        var names: [String] = []
        while true {
            errno = 0
            guard let entry = readdir(stream) else { break }
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        if errno != 0 { throw SystemError(code: errno) }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Linux lists every lock as `1: FLOCK  ADVISORY  WRITE 4711 fe:00:131077 0 EOF`.
    private static func lockHolder(_ file: FileStatus) -> Int? {
        guard let bytes = contents("/proc/locks") else { return nil }
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count > 5, words[1] == "FLOCK" else { continue }
            if words[5].split(separator: ":").last.flatMap({ UInt64($0) }) == file.inode {
                return Int(words[4])
            }
        }
        return nil
    }

    private static func contents(_ path: String) -> [UInt8]? {
        let file = Platform.open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { _ = Platform.close(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Platform.read(file, &chunk, chunk.count)
            if count <= 0 { return bytes }
            bytes += chunk[..<count]
        }
    }
}

@discardableResult
private func checked<Result: SignedInteger>(_ result: Result) throws(SystemError) -> Result {
    if result < 0 { throw SystemError(code: errno) }
    return result
}

extension FileStatus {
    fileprivate init(_ status: stat) {
        switch status.st_mode & S_IFMT {
        case S_IFREG: kind = .file
        case S_IFDIR: kind = .folder
        case S_IFLNK: kind = .link
        default: kind = .other
        }
        links = Int(status.st_nlink)
        device = UInt64(truncatingIfNeeded: status.st_dev)
        inode = UInt64(truncatingIfNeeded: status.st_ino)
        size = Int(status.st_size)
        #if canImport(Darwin)
        written = FileStatus.nanoseconds(status.st_mtimespec)
        changed = FileStatus.nanoseconds(status.st_ctimespec)
        #else
        written = FileStatus.nanoseconds(status.st_mtim)
        changed = FileStatus.nanoseconds(status.st_ctim)
        #endif
    }

    private static func nanoseconds(_ time: timespec) -> Int64 {
        Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    }
}
