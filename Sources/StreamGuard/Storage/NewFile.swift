import Platform

/// A file that must not be there yet.
enum NewFile {
    static func write(
        _ bytes: [UInt8],
        to path: String,
        on disk: Disk = .system()
    ) throws(JournalError) {
        do throws(SystemError) {
            let folder = try Handle(folder: Paths.folder(of: path), on: disk)
            defer { folder.close() }
            let file = try folder.file(Paths.name(of: path), O_WRONLY | O_CREAT | O_EXCL)
            defer { file.close() }
            try file.write(bytes)
            try file.sync()
            try folder.sync()
        } catch {
            throw .system(error, doing: "written", path)
        }
    }
}

/// A folder that must not be there yet.
enum NewFolder {
    /// Makes it whole, or not at all: it is put together beside its place and then given its name.
    ///
    /// `fill` is told where it is put together.
    static func make(
        at path: String,
        _ surroundings: Surroundings,
        _ fill: (_ draft: String) throws(JournalError) -> Void
    ) throws(JournalError) {
        let (parent, name) = (Paths.folder(of: path), Paths.name(of: path))
        let draft = "\(name).new-\(surroundings.random(8).hex)"
        let folder: Handle
        do throws(SystemError) {
            folder = try Handle(folder: parent, on: surroundings.disk)
        } catch {
            throw .system(error, doing: "opened", parent)
        }
        defer { folder.close() }
        do throws(SystemError) {
            guard try folder.existing(name) == nil else { throw SystemError(code: EEXIST) }
            try folder.makeFolder(draft)
        } catch {
            if error.code == EEXIST { throw .alreadyThere(path) }
            throw .system(error, doing: "made", path)
        }
        do throws(JournalError) {
            try fill(Paths.joined(parent, draft))
            do throws(SystemError) {
                try folder.rename(draft, to: name)
                try folder.sync()
            } catch {
                throw .system(error, doing: "made", path)
            }
        } catch {
            folder.removeAll(draft)
            throw error
        }
    }
}

extension Handle {
    /// Removes what was made in vain; what cannot be removed stays.
    fileprivate func removeAll(_ name: String) {
        guard let folder = try? folder(name) else {
            try? remove(name)
            return
        }
        for name in (try? folder.list()) ?? [] { folder.removeAll(name) }
        folder.close()
        try? remove(name, .folder)
    }
}

extension JournalError {
    fileprivate static func alreadyThere(_ path: String) -> JournalError {
        JournalError(.usage, "\(path.quotedPath) is there already, and was not touched")
    }
}
