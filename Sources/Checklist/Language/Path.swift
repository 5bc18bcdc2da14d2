/// The place of one answer in the answers, such as `trip.riders[b].age`.
///
/// Paths are ordered as their fields are declared, and elements of a list as they are given.
public struct Path: Hashable, Comparable, Sendable {
    /// The path as people read it.
    ///
    /// Elements are named by their key where they have one.
    public let text: String
    /// The declaration order of each step, from the outside in.
    let order: [Int32]

    package init(text: String, order: [Int32]) {
        self.text = text
        self.order = order
    }

    package func appending(field name: String, order index: Int) -> Path {
        Path(text: "\(text).\(name)", order: order + [Int32(index)])
    }

    package func appending(element label: String, order index: Int) -> Path {
        Path(text: "\(text)[\(label)]", order: order + [Int32(index)])
    }

    /// Two paths are the same if they stand at the same place; the text follows from it.
    public static func == (left: Path, right: Path) -> Bool {
        left.order == right.order
    }

    /// Hashes the place.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(order)
    }

    /// The order in which the fields are declared.
    public static func < (left: Path, right: Path) -> Bool {
        left.order.lexicographicallyPrecedes(right.order)
    }
}

/// Where a record stands, kept as steps: nearly all records are right, and then nobody asks for
/// their paths.
indirect enum Site: Sendable {
    /// A path that is written out already.
    case path(Path)
    /// A form, and which one it is.
    case form(Group, Int)
    /// A group within a record.
    case field(Site, Group, Int)
    /// An element of a list, with what names it among the others.
    case element(Site, key: String?, Int)

    /// The path as it is written out.
    var path: Path {
        switch self {
        case .path(let path): path
        case .form(let fields, let index): Path(text: fields.name, order: [Int32(index)])
        case .field(let outer, let group, let slot):
            outer.path.appending(field: group.fields[slot].name, order: slot)
        case .element(let list, let key, let index):
            list.path.appending(element: (key ?? String(index)).inert, order: index)
        }
    }

    /// True if no element of a list is on the way, so that the path is where the group is declared.
    var isDeclared: Bool {
        switch self {
        case .form: true
        case .field(let outer, _, _): outer.isDeclared
        case .path, .element: false
        }
    }
}

/// What is not known yet: which unanswered fields a result depends on.
public final class Unknown: Sendable {
    private let content: Content
    /// An error that was met on the way.
    ///
    /// An answer may still make it irrelevant, so the result stays unknown, but whoever keeps the
    /// rule has to hear of it.
    public let failure: Failure?

    private enum Content: Sendable {
        /// One field, whose path is written out for whoever asks.
        case field(Site, Group, Int)
        case paths(deciding: [Path], possible: [Path])
    }

    /// The unanswered fields that decide the result, in order, each once.
    public var deciding: [Path] {
        switch content {
        case .field(let site, let group, let slot): [Site.field(site, group, slot).path]
        case .paths(let deciding, _): deciding
        }
    }

    /// Whether a field is only unanswered itself, so that its place tells all.
    var isOwn: Bool {
        if case .field = content { return true }
        return false
    }

    /// Every unanswered field that a branch which may still be taken reads; contains ``deciding``.
    public var possible: [Path] {
        switch content {
        case .field(let site, let group, let slot): [Site.field(site, group, slot).path]
        case .paths(_, let possible): possible
        }
    }

    init(deciding: [Path], possible: [Path], failure: Failure? = nil) {
        content = .paths(deciding: deciding, possible: possible)
        self.failure = failure
    }

    package convenience init(_ path: Path) {
        self.init(deciding: [path], possible: [path])
    }

    /// A field of a group that stands at a site.
    init(_ site: Site, _ group: Group, _ slot: Int) {
        content = .field(site, group, slot)
        failure = nil
    }

    /// The union of several unknowns.
    static func union(_ parts: [Unknown], failure: Failure? = nil) -> Unknown {
        if parts.count == 1, failure == nil { return parts[0] }
        var deciding: [Path] = []
        var possible: [Path] = []
        var failure = failure
        for part in parts {
            deciding += part.deciding
            possible += part.possible
            if failure == nil { failure = part.failure }
        }
        return Unknown(
            deciding: distinct(deciding),
            possible: distinct(possible),
            failure: failure
        )
    }

    /// The same decision with more that is still possible.
    func with(possible more: [Unknown], failure: Failure? = nil) -> Unknown {
        if more.isEmpty, failure == nil { return self }
        var all = possible
        for part in more { all += part.possible }
        return Unknown(
            deciding: deciding,
            possible: Unknown.distinct(all),
            failure: self.failure ?? failure
        )
    }

    private static func distinct(_ paths: [Path]) -> [Path] {
        var result: [Path] = []
        result.reserveCapacity(paths.count)
        for path in paths.sorted() where result.last != path { result.append(path) }
        return result
    }
}

/// An error that happened while an expression was evaluated.
public final class Failure: Sendable {
    /// What went wrong: lower case, no full stop.
    public let message: String
    /// Where in the expression's text, as a range of bytes.
    public let span: Range<Int>

    package init(_ message: String, at span: Range<Int> = 0..<0) {
        self.message = message
        self.span = span
    }
}
