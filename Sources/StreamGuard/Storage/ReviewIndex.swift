import Checklist
import Platform

/// What earlier reviews read in the logs of a record, so that it need not be read again.
///
/// It is a cache and no part of the record: it may be deleted at any time, holds no text that could
/// be erased, and is believed only while it fits: a log that was touched is read anew. Whoever can
/// write to the record could write a false one, so what somebody signs for is read without it.
struct ReviewIndex {
    static let folder = "index"
    private static let name = "sessions"
    /// Of the layout below; what the rows hold has a version of its own.
    private static let layout = 1
    /// No index of a real school comes near it.
    private static let limit = 1 << 30

    /// What the rows as a whole depend on besides the logs.
    struct Basis: Equatable {
        /// The record's own id.
        let origin: String
        /// Of what a row holds and how it is worked out.
        let rows: Int
        /// Of whatever else they are worked out from.
        let digest: String
    }

    private let bytes: [UInt8]
    /// Where each row begins, in the order of their ids, and the end of the last.
    private let starts: [Int]

    /// Nothing is known.
    init() { (bytes, starts) = ([], [0]) }

    /// The index of a record; one that knows nothing if there is none that fits.
    init(of workspace: Workspace, on basis: Basis) {
        self.init()
        guard let bytes = ReviewIndex.read(workspace), let end = bytes.firstIndex(of: 0x0A),
            bytes.last == 0x0A
        else { return }
        let rows = bytes[(end + 1)...]
        guard bytes[..<end].elementsEqual(ReviewIndex.heading(basis, rows).utf8) else { return }
        var starts = [end + 1]
        rows.withUnsafeBytes { rows in
            guard let base = rows.baseAddress else { return }
            var place = 0
            while place < rows.count, let found = memchr(base + place, 0x0A, rows.count - place) {
                place = found - UnsafeMutableRawPointer(mutating: base) + 1
                starts.append(end + 1 + place)
            }
        }
        self.init(bytes, starts)
    }

    private init(_ bytes: [UInt8], _ starts: [Int]) { (self.bytes, self.starts) = (bytes, starts) }

    var count: Int { starts.count - 1 }

    /// What is known of a session, if its log is still as the stamp says.
    func row(_ id: String, _ stamp: String) -> JSON? {
        let key = Array("\(id) \(stamp) ".utf8)
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            let start = starts[middle]
            let row = bytes[start..<min(start + id.utf8.count, bytes.count)]
            if row.lexicographicallyPrecedes(id.utf8) { low = middle + 1 } else { high = middle }
        }
        guard low < count else { return nil }
        let line = bytes[starts[low]..<starts[low + 1] - 1]
        guard line.starts(with: key),
            let text = try? SourceText(name: "", bytes: Array(line.dropFirst(key.count))),
            let document = try? Document(parsing: text)
        else { return nil }
        return JSON(document.root)
    }

    // MARK: Writing

    /// Rows of this index as they stand, for all sessions but these.
    private func lines(without ids: Set<String>) -> [(id: String, line: ArraySlice<UInt8>)] {
        (0..<count).compactMap { index in
            let line = bytes[starts[index]..<starts[index + 1]]
            let id = String(decoding: line.prefix { $0 != 0x20 }, as: UTF8.self)
            return ids.contains(id) ? nil : (id, line)
        }
    }

    /// Saves the index with other rows for some sessions.
    ///
    /// Where that is not possible, such as in a copy that cannot be written to, the next review
    /// simply takes as long as this one.
    func save(
        _ rows: [(id: String, stamp: String, row: JSON)],
        in workspace: Workspace,
        on basis: Basis
    ) {
        var lines = lines(without: Set(rows.map(\.id)))
        for (id, stamp, row) in rows {
            lines.append((id, Array("\(id) \(stamp) \(row.canonical())\n".utf8)[...]))
        }
        lines.sort { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
        let body = Array(lines.map(\.line).joined())
        let bytes = Array("\(ReviewIndex.heading(basis, body[...]))\n".utf8) + body
        guard bytes.count <= ReviewIndex.limit else { return }
        try? ReviewIndex.write(bytes, workspace)
    }

    /// The first line, by which the whole is known to be what was written, and to fit.
    private static func heading(_ basis: Basis, _ rows: ArraySlice<UInt8>) -> String {
        JSON.object([
            ("index", .int(Int64(layout))), ("rows", .int(Int64(basis.rows))),
            ("origin", .string(basis.origin)), ("basis", .string(basis.digest)),
            ("bytes", .int(Int64(rows.count))), ("sum", .string(Checksum(rows).text)),
        ]).canonical()
    }

    private static func read(_ workspace: Workspace) -> [UInt8]? {
        do throws(SystemError) {
            let disk = workspace.surroundings.disk
            let folder = try Handle(folder: Paths.joined(workspace.path, folder), on: disk)
            defer { folder.close() }
            guard try folder.existing(name)?.kind == .file else { return nil }
            let file = try folder.file(name, O_RDONLY)
            defer { file.close() }
            let size = try file.status().size
            return size <= limit ? try file.read(0..<size) : nil
        } catch {
            return nil
        }
    }

    /// Puts it in the old one's place, whole or not at all.
    ///
    /// It is not waited for until it is on the disk: what a power cut leaves of it does not fit.
    private static func write(_ bytes: [UInt8], _ workspace: Workspace) throws {
        let chain = try FolderChain(
            root: workspace.path,
            [folder],
            creating: true,
            on: workspace.surroundings.disk
        )
        defer { chain.close() }
        // What a review left that was stopped in the middle.
        for old in try chain.last.list() where old.hasPrefix("\(name).new-") {
            try? chain.last.remove(old)
        }
        let draft = "\(name).new-\(workspace.surroundings.random(8).hex)"
        let file = try chain.last.file(draft, O_WRONLY | O_CREAT | O_EXCL)
        defer { file.close() }
        do throws(SystemError) {
            try file.write(bytes)
            try chain.last.rename(draft, to: name)
        } catch {
            try? chain.last.remove(draft)
            throw error
        }
    }
}

/// Tells bytes from others that came about by mishap: FNV-1a with 64 bits.
struct Checksum {
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    init(_ bytes: some Sequence<UInt8>) { add(bytes) }

    init(_ bytes: ArraySlice<UInt8>) {
        bytes.withUnsafeBufferPointer { add($0) }
    }

    mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }

    var text: String { String(value, radix: 16) }
}
