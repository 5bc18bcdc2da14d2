import Foundation

/// A file that must not be there yet.
enum NewFile {
    static func write(_ bytes: [UInt8], to path: String) throws(JournalError) {
        let disk = Disk.system()
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
