import Checklist
import Platform

/// Some whole lines of an input that may be of any length.
struct LineBlock: Sendable {
    /// The number of its first line.
    let first: Int
    /// The lines with their ends; only the last line of the input may have none.
    let bytes: [UInt8]
    /// The one line of the block is too long to be kept, and `bytes` is empty.
    var isTooLong = false
}

/// Reads an input block by block, so that its length costs no memory.
final class LineBlocks {
    /// The input as people know it.
    let name: String
    private let read: (UnsafeMutableRawBufferPointer) throws(Refusal) -> Int
    private let size: Int
    private let limit: Int
    private var rest: [UInt8] = []
    private var line = 1
    private var isAtEnd = false

    /// - Parameters:
    ///   - name: the input as people know it.
    ///   - size: how much a block should hold.
    ///   - limit: the longest line that is kept.
    ///   - read: reads what is there, up to so much; nothing at the end.
    init(
        named name: String,
        size: Int,
        limit: Int = FileReader.limit,
        read: @escaping (UnsafeMutableRawBufferPointer) throws(Refusal) -> Int
    ) {
        self.name = name
        self.size = size
        self.limit = limit
        self.read = read
    }

    /// A file, or standard input.
    convenience init(_ plan: PlanFile, size: Int, _ console: Console) throws(Refusal) {
        guard let path = plan.path else {
            self.init(named: plan.name, size: size, read: console.stream)
            return
        }
        let file = try OpenFile(path)
        self.init(named: path, size: size) { (room) throws(Refusal) in try file.read(into: room) }
    }

    /// The next block, nothing at the end of the input.
    func next() throws(Refusal) -> LineBlock? {
        var bytes = rest
        rest = []
        while true {
            // What has come is answered at once: whoever writes it may wait for that.
            if let end = bytes.lastIndex(of: UInt8(ascii: "\n")) {
                rest = Array(bytes[(end + 1)...])
                bytes.removeSubrange((end + 1)...)
                return block(bytes)
            }
            if bytes.count > limit { return try overlong() }
            if isAtEnd { return bytes.isEmpty ? nil : block(bytes) }
            try fill(&bytes)
        }
    }

    private func block(_ bytes: [UInt8]) -> LineBlock {
        defer { line += LineBlocks.ends(in: bytes) }
        return LineBlock(first: line, bytes: bytes)
    }

    /// How many lines end in the bytes.
    private static func ends(in bytes: [UInt8]) -> Int {
        bytes.withUnsafeBytes { bytes in
            var (count, rest) = (0, bytes[...])
            while let start = UnsafeRawBufferPointer(rebasing: rest).baseAddress,
                let end = memchr(start, 0x0A, rest.count)
            {
                count += 1
                rest = rest.dropFirst(UnsafeRawPointer(end) - start + 1)
            }
            return count
        }
    }

    /// Goes over a line that nobody can keep.
    private func overlong() throws(Refusal) -> LineBlock {
        var bytes: [UInt8] = []
        while !isAtEnd {
            bytes.removeAll(keepingCapacity: true)
            try fill(&bytes)
            guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { continue }
            rest = Array(bytes[(end + 1)...])
            break
        }
        defer { line += 1 }
        return LineBlock(first: line, bytes: [], isTooLong: true)
    }

    /// Reads once, and adds what there is.
    private func fill(_ bytes: inout [UInt8]) throws(Refusal) {
        let (have, size) = (bytes.count, size)
        var got: Result<Int, Refusal> = .success(0)
        // Room that nobody has to clear first.
        bytes = Array(unsafeUninitializedCapacity: have + size) { room, count in
            _ = room.initialize(from: bytes)
            let rest = UnsafeMutableRawBufferPointer(room)[have...]
            got = Result { () throws(Refusal) in
                try read(UnsafeMutableRawBufferPointer(rebasing: rest))
            }
            count = have + ((try? got.get()) ?? 0)
        }
        if try got.get() == 0 { isAtEnd = true }
    }
}
