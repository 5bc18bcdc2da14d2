import Platform

/// A file that comes into being whole, or not at all.
enum WholeFile {
    /// Puts the bytes on the disk under a name of their own, runs `work`, and only then gives the
    /// file its name: what `work` enters in a record is there before anybody can have the file.
    ///
    /// If `work` fails, nothing is left; what has the name already stays as it is.
    static func write<T>(
        _ bytes: [UInt8],
        to path: String,
        _ surroundings: Surroundings,
        after work: () throws(JournalError) -> T
    ) throws(JournalError) -> T {
        let name = Paths.name(of: path)
        let draft = ".\(name).new-\(surroundings.random(8).hex)"
        let folder: Handle
        do throws(SystemError) {
            folder = try Handle(folder: Paths.folder(of: path), on: surroundings.disk)
        } catch {
            throw .system(error, doing: "opened", Paths.folder(of: path))
        }
        defer { folder.close() }
        do throws(SystemError) {
            let file = try folder.file(draft, O_WRONLY | O_CREAT | O_EXCL)
            defer { file.close() }
            do throws(SystemError) {
                try file.write(bytes)
                try file.sync()
            } catch {
                try? folder.remove(draft)
                throw error
            }
        } catch {
            throw .system(error, doing: "written", path)
        }
        let result: T
        do throws(JournalError) {
            result = try work()
        } catch {
            try? folder.remove(draft)
            throw error
        }
        do throws(SystemError) {
            try folder.rename(draft, to: name)
            try folder.sync()
        } catch {
            try? folder.remove(draft)
            throw .system(error, doing: "written", path)
        }
        return result
    }
}
