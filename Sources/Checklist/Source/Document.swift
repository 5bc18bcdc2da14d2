/// A JSON text (RFC 8259) as a tree of nodes that know their place.
public struct Document: Sendable {
    /// The text that was read.
    public let source: SourceText
    /// Its one value.
    public let root: Node

    /// How much is read at most.
    public struct Limits: Sendable {
        /// The length of a text in bytes; never more than 512 MiB.
        public var bytes: Int
        /// How deep arrays and objects may lie within each other; never more than 128, so that
        /// reading a tree and dropping it fit on a small stack.
        public var depth: Int

        /// Limits of one's own.
        public init(bytes: Int = 8 << 20, depth: Int = 64) {
            self.bytes = bytes
            self.depth = depth
        }

        /// 8 MiB and 64 levels.
        public static let standard = Limits()
    }

    /// Reads a text strictly.
    ///
    /// It stops at the first error of syntax, but reports every duplicate name that it met.
    public init(parsing source: SourceText, limits: Limits = .standard) throws(Diagnostics) {
        self.root = try JSONReader.read(source, limits: limits)
        self.source = source
    }

    /// A text whose tree is known already.
    init(source: SourceText, root: Node) {
        self.source = source
        self.root = root
    }

    /// The offset in `source` of a byte of a string node's decoded text; escapes make them differ.
    ///
    /// It rescans the literal, so it is for errors only.
    public func offset(ofDecoded offset: Int, in node: Node) -> Int {
        guard case .string = node.content else { return node.span.lowerBound }
        return JSONReader.offset(ofDecoded: offset, inLiteralAt: node.span, of: source)
    }
}

/// One value of a document and where it stands.
public struct Node: Sendable {
    /// The value.
    public let content: Content
    private let range: CompactRange

    /// The bytes of the value, quotes and brackets included.
    public var span: Range<Int> { range.offsets }

    init(_ content: Content, _ span: Range<Int>) {
        self.content = content
        self.range = CompactRange(span)
    }
}

/// What a node holds.
public enum Content: Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A number as written.
    case number(Number)
    /// A string, its escapes decoded.
    case string(String)
    /// The elements of an array.
    case array([Node])
    /// The members of an object in their order; no two have the same name.
    case object([Member])
}

/// A name and a value of an object.
public struct Member: Sendable {
    /// The name, its escapes decoded.
    public let name: String
    /// The value.
    public let value: Node
    private let nameRange: CompactRange

    /// The bytes of the name, quotes included.
    public var nameSpan: Range<Int> { nameRange.offsets }

    init(name: String, nameSpan: Range<Int>, value: Node) {
        self.name = name
        self.nameRange = CompactRange(nameSpan)
        self.value = value
    }
}

/// A range in half the space: there is one for each value, and one more for each name.
private struct CompactRange: Sendable {
    let lower: UInt32
    let upper: UInt32

    init(_ range: Range<Int>) {
        lower = UInt32(range.lowerBound)
        upper = UInt32(range.upperBound)
    }

    var offsets: Range<Int> { Int(lower)..<Int(upper) }
}
