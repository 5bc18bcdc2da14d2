import Platform

/// Names of files and folders, as texts.
enum Paths {
    /// The folder that relative names start from; nothing if it has been removed.
    static var workingFolder: String? { resolved(".") }

    /// The program's own file, links followed, so that it finds what was installed with it.
    static var executable: String? {
        #if os(Linux)
        return resolved("/proc/self/exe")
        #elseif canImport(Darwin)
        var size: UInt32 = 4096
        var buffer = [CChar](repeating: 0, count: Int(size))
        guard _NSGetExecutablePath(&buffer, &size) == 0 else { return nil }
        let name = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return resolved(String(decoding: name, as: UTF8.self))
        #else
        return nil
        #endif
    }

    /// The one absolute name of what is there now: links and `..` are followed.
    static func resolved(_ path: String) -> String? {
        guard let name = realpath(path, nil) else { return nil }
        defer { free(name) }
        return String(validatingCString: name)
    }

    /// The folder that a name stands in; `.` for a bare name.
    static func folder(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The last part of a name.
    static func name(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
        return String(path[path.utf8.index(after: slash)...])
    }

    static func joined(_ folder: String, _ name: String) -> String {
        folder.utf8.last == UInt8(ascii: "/") ? folder + name : "\(folder)/\(name)"
    }

    /// An absolute name as people know it: relative if it lies within the folder they work in.
    static func shown(_ path: String, from folder: String?) -> String {
        guard let folder, folder != "/", path.utf8.starts(with: (folder + "/").utf8) else {
            return path
        }
        return String(decoding: path.utf8.dropFirst(folder.utf8.count + 1), as: UTF8.self)
    }
}
