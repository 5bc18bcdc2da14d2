import Platform

/// A document that is written answer by answer: every save is whole, on the disk, and private.
///
/// The new text is written beside the old one, brought to the disk and then put in its place, so
/// that at every moment one of the two is there complete. Only the owner may read it.
struct PlanStore {
    let path: String
    /// What lies there as far as is known; nothing before the first save.
    private var known: [UInt8]?

    /// A file that is not there yet.
    init(creating path: String) { self.path = path }

    /// A file that is there, with what it holds.
    ///
    /// Links are followed once, so that saving does not put a file in a link's place.
    init(opening path: String) throws(Refusal) {
        let bytes = try FileReader.read(path)
        self.path = Paths.resolved(path) ?? path
        known = bytes
        PlanStore.removeLeftovers(of: self.path)
    }

    /// The bytes that were read or saved last.
    var bytes: [UInt8] { known ?? [] }
    var isNew: Bool { known == nil }

    /// Puts a text in the file's place.
    mutating func save(_ text: String) throws(Refusal) {
        let bytes = Array(text.utf8)
        guard bytes != known else { return }
        if let known {
            guard let now = try? FileReader.read(path), now == known else {
                throw .changedMeanwhile(path)
            }
        }
        let draft = PlanStore.draft(of: path, process: getpid())
        do throws(Failure) {
            try PlanStore.write(bytes, to: draft)
            if known == nil {
                // A link, unlike renaming, never takes another file's place.
                try call(link(draft, path))
                try call(unlink(draft))
            } else {
                try call(rename(draft, path))
            }
            try PlanStore.sync(folder: Paths.folder(of: path))
        } catch {
            unlink(draft)
            if error.code == EEXIST, known == nil { throw .isThere(path) }
            throw .notSaved(path, error)
        }
        known = bytes
    }

    /// Moves the document to another name that nobody uses.
    mutating func move(to new: String) throws(Refusal) {
        guard known != nil, new != path else { return }
        var moved = PlanStore(creating: new)
        let text = String(decoding: bytes, as: UTF8.self)
        try moved.save(text)
        unlink(path)
        self = moved
    }

    /// Removes a file that is no longer needed; that it is not there is no problem.
    static func remove(_ path: String) { unlink(path) }

    // MARK: System calls

    /// Why a system call failed.
    struct Failure: Error {
        let code: Int32
        var text: String { String(cString: strerror(code)) }
    }

    private static func draft(of path: String, process: Int32) -> String {
        Paths.joined(Paths.folder(of: path), ".\(Paths.name(of: path)).\(process).saving")
    }

    /// What a killed process left behind.
    private static func removeLeftovers(of path: String) {
        let folder = Paths.folder(of: path)
        guard let stream = opendir(folder) else { return }
        defer { closedir(stream) }
        let start = ".\(Paths.name(of: path))."
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard name.hasPrefix(start), name.hasSuffix(".saving"),
                let process = Int32(name.dropFirst(start.count).dropLast(".saving".count)),
                kill(process, 0) != 0, errno == ESRCH
            else { continue }
            unlink(Paths.joined(folder, name))
        }
    }

    private static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Failure(code: errno) }
        defer { close(file) }
        try call(fchmod(file, 0o600))
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeBytes {
                Platform.write(file, $0.baseAddress, $0.count)
            }
            if count > 0 {
                done += count
            } else if count == 0 || errno != EINTR {
                throw Failure(code: count == 0 ? ENOSPC : errno)
            }
        }
        try call(fsync(file))
    }

    private static func sync(folder: String) throws(Failure) {
        let file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard file >= 0 else { throw Failure(code: errno) }
        defer { close(file) }
        // Some file systems cannot bring a folder to the disk by itself.
        if fsync(file) != 0, errno != EINVAL { throw Failure(code: errno) }
    }

    private func call(_ result: Int32) throws(Failure) { try PlanStore.call(result) }

    private static func call(_ result: Int32) throws(Failure) {
        if result != 0 { throw Failure(code: errno) }
    }
}

extension Refusal {
    fileprivate static func isThere(_ path: String) -> Refusal {
        Refusal(
            "\(path.quotedPath) is there already, and was not touched",
            hint: "go on with it by `streamguard plan ask`, or choose another name"
        )
    }

    fileprivate static func changedMeanwhile(_ path: String) -> Refusal {
        Refusal(
            "the last answer was NOT saved: \(path.quotedPath) was changed by somebody else "
                + "meanwhile",
            hint: "look at the file, then go on with `streamguard plan ask`"
        )
    }

    fileprivate static func notSaved(_ path: String, _ error: PlanStore.Failure) -> Refusal {
        Refusal(
            "the last answer was NOT saved in \(path.quotedPath): \(error.text)",
            hint: "what was saved before is untouched"
        )
    }
}
