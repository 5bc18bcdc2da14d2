import Checklist

/// Checkpoints that somebody outside has kept.
enum HeldCheckpoints {
    /// Those in a folder, or the one in a file.
    ///
    /// A folder without any is refused: it must not look as if something had vouched.
    static func read(
        _ path: String,
        origins: [String]
    ) throws(JournalError) -> [(name: String, checkpoint: Checkpoint)] {
        do throws(Refusal) {
            guard try FileReader.kind(of: path) == .folder else {
                guard let checkpoint = try checkpoint(path, origins) else {
                    throw Refusal("\(path.quotedPath) is no checkpoint")
                }
                return [(path, checkpoint)]
            }
            var held: [(name: String, checkpoint: Checkpoint)] = []
            for suffix in [".ckpt", ".txt"] {
                for file in try Folder.list(path, endingIn: suffix) {
                    if let checkpoint = try checkpoint(file, origins) {
                        held.append((file, checkpoint))
                    } else if suffix == ".ckpt" {
                        throw Refusal("\(file.quotedPath) is no checkpoint")
                    }
                }
            }
            if held.isEmpty { throw Refusal("there is no checkpoint in \(path.quotedPath)") }
            return held
        } catch {
            throw JournalError(.usage, error.message, hint: error.hint)
        }
    }

    private static func checkpoint(
        _ path: String,
        _ origins: [String]
    ) throws(Refusal) -> Checkpoint? {
        let bytes = try FileReader.read(path)
        guard bytes.count <= Checkpoint.limit else { return nil }
        return String(validating: bytes, as: UTF8.self).flatMap { Checkpoint($0, origins: origins) }
    }
}
