import Platform

/// Looks into folders, in an order that does not depend on the disk.
enum Folder {
    /// How deep and how wide a folder may be before somebody has pointed at the wrong one.
    static let depth = 32
    static let files = 10_000

    /// The files inside `folder`, at any depth, whose names end in `suffix`, sorted by bytes, and
    /// what could not be looked into.
    ///
    /// Links to folders and hidden folders are not entered, so that no loop is possible.
    static func files(
        in folder: String,
        endingIn suffix: String
    ) -> (found: [String], refused: [Refusal]) {
        var found: [String] = []
        var refused: [Refusal] = []
        var open = [(path: folder, level: 0)]
        while let (path, level) = open.popLast() {
            do throws(Refusal) {
                guard level <= depth else { throw .tooDeep(path) }
                for entry in try entries(of: path) {
                    let name = Paths.joined(path, entry.name)
                    if entry.isFolder {
                        open.append((name, level + 1))
                    } else if entry.name.hasSuffix(suffix) {
                        found.append(name)
                    }
                }
                guard found.count <= files else { return ([], [.tooMany(folder)]) }
            } catch {
                refused.append(error)
            }
        }
        return (sorted(found), refused)
    }

    /// The files directly inside `folder` whose names end in `suffix`, sorted by bytes.
    static func list(_ folder: String, endingIn suffix: String) throws(Refusal) -> [String] {
        sorted(
            try entries(of: folder).filter { !$0.isFolder && $0.name.hasSuffix(suffix) }
                .map { Paths.joined(folder, $0.name) }
        )
    }

    private static func sorted(_ paths: [String]) -> [String] {
        paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// What a folder holds, hidden names left out.
    ///
    /// A name that is not text comes out repaired, so that opening it fails: it is never passed
    /// over in silence.
    private static func entries(
        of folder: String
    ) throws(Refusal) -> [(name: String, isFolder: Bool)] {
        guard let stream = opendir(folder) else { throw .unreadable(folder, errno) }
        defer { closedir(stream) }
        var entries: [(name: String, isFolder: Bool)] = []
        while true {
            errno = 0
            guard let entry = readdir(stream) else { break }
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard !name.hasPrefix(".") else { continue }
            var status = stat()
            let isFolder =
                lstat(Paths.joined(folder, name), &status) == 0
                && status.st_mode & S_IFMT == S_IFDIR
            entries.append((name, isFolder))
        }
        if errno != 0 { throw .unreadable(folder, errno) }
        return entries
    }
}

extension Refusal {
    fileprivate static func tooDeep(_ path: String) -> Refusal {
        Refusal("\(path.quotedPath) lies more than \(Folder.depth) folders deep")
    }

    fileprivate static func tooMany(_ folder: String) -> Refusal {
        Refusal("\(folder.quotedPath) holds more than \(Folder.files) plans")
    }
}
