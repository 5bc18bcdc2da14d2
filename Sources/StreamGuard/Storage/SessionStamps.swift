import Checklist
import Platform

/// How the files of sessions look from outside, by which a log is known that was touched.
///
/// For each log its size, the times of its last change, and which file it is: whoever changes a
/// byte and puts the time of writing back still changes the other.
struct SessionStamps {
    private let workspace: Workspace
    private var months: [[String]: Month] = [:]

    private struct Month {
        let folder: FolderChain
        /// The files in it, by session, in the order of their names.
        let files: [String: [String]]
        /// What is no file of a session.
        let others: Int
    }

    init(_ workspace: Workspace) { self.workspace = workspace }

    /// The stamp of a session's files; nothing if there is no such file, or if it cannot be told.
    mutating func stamp(of id: SessionID) -> String? {
        guard let month = month(id.folders), let names = month.files[id.text] else { return nil }
        var parts: [String] = []
        for name in names {
            guard let status = try? month.folder.last.status(of: name), status.kind == .file else {
                return nil
            }
            parts.append(
                [
                    Int64(status.size), status.written, status.changed,
                    Int64(bitPattern: status.inode),
                ]
                .map { String($0, radix: 36) }.joined(separator: ".")
            )
        }
        return parts.joined(separator: ",")
    }

    /// The sessions that have a file in the months that were looked at.
    var sessions: [String] { months.values.flatMap(\.files.keys) }

    /// Closes what was opened.
    mutating func close() {
        for month in months.values { month.folder.close() }
        months = [:]
    }

    private mutating func month(_ folders: [String]) -> Month? {
        if let known = months[folders] { return known }
        guard
            let chain = try? FolderChain(
                root: workspace.path,
                folders,
                on: workspace.surroundings.disk
            ), let names = try? chain.last.list()
        else { return nil }
        var files: [String: [String]] = [:]
        var others = 0
        for name in names {
            let parts = name.split(separator: ".", omittingEmptySubsequences: false)
            if parts.last == "jsonl", parts.count == 2 || parts.count == 3,
                SessionID(String(parts[0])) != nil
            {
                files[String(parts[0]), default: []].append(name)
            } else {
                others += 1
            }
        }
        let month = Month(folder: chain, files: files, others: others)
        months[folders] = month
        return month
    }
}
