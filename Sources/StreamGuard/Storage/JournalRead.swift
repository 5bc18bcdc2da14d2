import Platform

extension Journal {
    /// Everything that the chain holds; `start` is what its first entry has to follow.
    ///
    /// The lock is held only while the size is asked: files only grow, so what stood there stays.
    /// `isLocked` is for those who hold the lock.
    func read(after start: Link?, isLocked: Bool = false) throws(JournalError) -> History {
        let folders = try openFolders()
        defer { folders.close() }
        var files: [History.File] = []
        while true {
            let segment = files.count + 1
            guard let bytes = try snapshot(of: segment, in: folders.last, isLocked) else { break }
            files.append(History.File(path: path(segment), bytes: bytes))
        }
        guard !files.isEmpty else { throw .notThere(path(1)) }
        return History(chain: chain, files: files, after: start)
    }

    /// The chain's first entry.
    func first() throws(JournalError) -> Entry? {
        let folders = try openFolders()
        defer { folders.close() }
        do throws(SystemError) {
            guard let status = try folders.last.existing(name(1)) else {
                throw SystemError(code: ENOENT)
            }
            guard status.kind == .file || status.kind == .link else {
                throw SystemError(code: ENXIO)
            }
            let file = try folders.last.file(name(1), O_RDONLY)
            defer { file.close() }
            let bytes = try file.read(0..<RecordLine.limit)
            return try? Entry(line: bytes.prefix { $0 != 0x0A })
        } catch {
            throw .system(error, doing: "read", path(1))
        }
    }

    /// The entries whose lines hold these bytes; for whoever holds the lock.
    ///
    /// Looking for bytes is a hundred times faster than reading every entry.
    func lines(holding text: String) throws(JournalError) -> [Entry] {
        let folders = try openFolders()
        defer { folders.close() }
        var found: [Entry] = []
        var segment = 1
        while let bytes = try snapshot(of: segment, in: folders.last, true) {
            found += Journal.lines(of: bytes, holding: Array(text.utf8))
            segment += 1
        }
        return found
    }

    private static func lines(of bytes: [UInt8], holding text: [UInt8]) -> [Entry] {
        var found: [Entry] = []
        var start = 0
        while start < bytes.count {
            guard let place = bytes.firstIndex(of: text, from: start) else { break }
            let first = bytes[..<place].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
            let end = bytes[place...].firstIndex(of: 0x0A) ?? bytes.count
            if let record = try? Entry(line: bytes[first..<end]) { found.append(record) }
            start = end + 1
        }
        return found
    }

    /// A file's bytes at one moment; nothing if there is no such file.
    private func snapshot(
        of segment: Int,
        in folder: Handle,
        _ isLocked: Bool
    ) throws(JournalError) -> [UInt8]? {
        while true {
            do throws(SystemError) {
                guard let named = try folder.existing(name(segment)) else { return nil }
                // Opened for reading, a device could do anything.
                guard named.kind != .other else { throw SystemError(code: ENXIO) }
                let file = try folder.file(name(segment), O_RDONLY)
                defer { file.close() }
                if !isLocked { try wait(for: file) }
                let status = try file.status()
                guard status.kind == .file else { throw SystemError(code: ENXIO) }
                // An erasure may have put another file in its place since.
                guard let now = try folder.existing(name(segment)), now.isSame(as: status) else {
                    continue
                }
                return try file.read(0..<status.size)
            } catch {
                if error.code == EWOULDBLOCK { throw .busy(path(segment), holder: nil) }
                throw .system(error, doing: "read", path(segment))
            }
        }
    }

    /// Waits until nobody is in the middle of writing.
    private func wait(for file: Handle) throws(SystemError) {
        do throws(SystemError) {
            guard try file.lock(.shared, limit: Journal.lockLimit) else {
                throw SystemError(code: EWOULDBLOCK)
            }
        } catch {
            // A copy on a disk that knows no locks can be read all the same.
            if error.code == EWOULDBLOCK { throw error }
        }
    }
}

extension JournalError {
    fileprivate static func notThere(_ path: String) -> JournalError {
        JournalError(.notFound, "there is no \(path.quotedPath) in the record")
    }
}

extension [UInt8] {
    /// Where a text begins, after Horspool: most bytes are never looked at.
    fileprivate func firstIndex(of text: [UInt8], from start: Int) -> Int? {
        var steps = [Int](repeating: text.count, count: 256)
        for (index, byte) in text.dropLast().enumerated() {
            steps[Int(byte)] = text.count - 1 - index
        }
        return withUnsafeBufferPointer { bytes in
            var place = start
            while place + text.count <= bytes.count {
                if bytes[place..<place + text.count].elementsEqual(text) { return place }
                place += steps[Int(bytes[place + text.count - 1])]
            }
            return nil
        }
    }
}
