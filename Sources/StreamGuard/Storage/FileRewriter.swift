import Checklist
import Platform

/// Puts new text in the place of a file's old one, whole or not at all.
enum FileRewriter {
    /// Writes `bytes` in the place of `old`, which was read from `path`.
    ///
    /// Links are followed: what they lead to is replaced, and they stay. The file keeps its
    /// permissions and, where the system allows it, its owner. Whoever reads it meanwhile sees the
    /// old text or the new one.
    static func rewrite(_ path: String, _ bytes: [UInt8], insteadOf old: [UInt8]) throws(Refusal) {
        guard let place = Paths.resolved(path) else { throw .unreadable(path, errno) }
        // Replacing a file needs no permission to write it, but whoever took that away meant it.
        guard access(place, W_OK) == 0 else { throw .notWritten(path, errno) }
        var status = stat()
        guard stat(place, &status) == 0 else { throw .unreadable(path, errno) }
        let folder = Paths.folder(of: place)
        let draft = Paths.joined(folder, ".streamguard-\(UInt64.random(in: 0...(.max)))")
        try write(bytes, to: draft, like: status, shownAs: path)
        do throws(Refusal) {
            guard try FileReader.read(place) == old else { throw .changedMeanwhile(path) }
            guard rename(draft, place) == 0 else { throw .notWritten(path, errno) }
        } catch {
            unlink(draft)
            throw error
        }
        // The new text is safe; that it is also found after a power cut is a matter of luck on
        // systems that cannot do this.
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if descriptor >= 0 {
            fsync(descriptor)
            close(descriptor)
        }
    }

    private static func write(
        _ bytes: [UInt8],
        to draft: String,
        like status: stat,
        shownAs path: String
    ) throws(Refusal) {
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let descriptor = open(draft, flags, 0o600)
        guard descriptor >= 0 else { throw .notWritten(path, errno) }
        defer { close(descriptor) }
        _ = fchown(descriptor, status.st_uid, status.st_gid)
        let isWritten =
            writeAll(bytes, descriptor) && fchmod(descriptor, status.st_mode & 0o7777) == 0
            && fsync(descriptor) == 0
        guard isWritten else {
            let reason = errno
            unlink(draft)
            throw .notWritten(path, reason)
        }
    }

    private static func writeAll(_ bytes: [UInt8], _ descriptor: Int32) -> Bool {
        bytes.withUnsafeBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let chunk = UnsafeRawBufferPointer(rebasing: rest)
                let count = Platform.write(descriptor, chunk.baseAddress, chunk.count)
                if count < 0, errno != EINTR { return false }
                rest = rest.dropFirst(max(count, 0))
            }
            return true
        }
    }
}

extension Refusal {
    fileprivate static func notWritten(_ path: String, _ reason: Int32) -> Refusal {
        Refusal(
            "\(path.quotedPath) was not changed: \(String(cString: strerror(reason)))",
            hint: "nothing of it is lost"
        )
    }

    fileprivate static func changedMeanwhile(_ path: String) -> Refusal {
        Refusal("\(path.quotedPath) was changed by somebody else meanwhile, so it was left alone")
    }
}
