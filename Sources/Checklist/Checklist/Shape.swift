/// What one kind of object in a file for authors may have: the one declaration that the reader
/// refuses by, the schema is written from and the formatter takes its order from.
public final class Shape: Sendable {
    /// What the object describes, such as `rule`.
    public let name: String
    /// The same with its article, for messages.
    public let one: String
    /// One line on what it is for.
    public let means: String
    /// The members, in the order in which they are written.
    ///
    /// A name may stand there more than once, each time for other words of ``kind``.
    public let members: [ShapeMember]
    /// The member whose word decides which others there may be, if any.
    public let kind: String?
    /// Every name once.
    let names: [String]
    /// The same names, to be found by their bytes.
    let places: NameTable
    /// The members of each name, in the order of ``names``.
    private let indexes: [[Int]]
    /// The members without which an object is refused, and the place of their names.
    let required: [(place: Int, member: Int)]
    /// The place of ``kind``, and the words that it may be.
    let kinds: (place: Int, words: [String])?

    init(
        _ name: String,
        _ one: String,
        _ means: String,
        kind: String? = nil,
        _ members: [ShapeMember]
    ) {
        self.name = name
        self.one = one
        self.means = means
        self.members = members
        self.kind = kind
        var names: [String] = []
        var indexes: [[Int]] = []
        var required: [(place: Int, member: Int)] = []
        for (index, member) in members.enumerated() {
            let known = names.firstIndex { sameScalars($0, member.name) }
            if known == nil {
                names.append(member.name)
                indexes.append([])
            }
            let place = known ?? names.count - 1
            indexes[place].append(index)
            if member.isRequired { required.append((place, index)) }
        }
        self.names = names
        self.indexes = indexes
        self.required = required
        places = NameTable(names)
        if let kind, let place = names.firstIndex(where: { sameScalars($0, kind) }),
            case .word(let words) = members[indexes[place][0]].content
        {
            kinds = (place, words)
        } else {
            kinds = nil
        }
    }

    /// The word of an object's kind, if it is one that the shape knows.
    ///
    /// - Parameters:
    ///   - members: the object's members.
    ///   - index: which of them gives its kind; nothing if none does.
    /// - Returns: nothing if it gives none, or a word that the shape does not know.
    func word(of members: [Member], at index: Int?) -> String? {
        guard let kinds, let index, case .string(let text) = members[index].value.content,
            kinds.words.contains(where: { sameScalars($0, text) })
        else { return nil }
        return text
    }

    /// A member of an object whose kind is that word; nothing if such an object has none.
    public func member(_ name: String, for word: String? = nil) -> ShapeMember? {
        places.slot(of: name).flatMap { member(at: $0, for: word) }.map { members[$0] }
    }

    /// Which member has the name at a place of ``names``, of an object whose kind is that word.
    func member(at place: Int, for word: String?) -> Int? {
        indexes[place].first { members[$0].isFor(word) }
    }
}

/// One member of an object that has a shape.
public struct ShapeMember: Sendable {
    /// The member's name.
    public let name: String
    /// What its value has to be.
    public let content: ShapeContent
    /// Whether an object without it is refused.
    public let isRequired: Bool
    /// One line on what it is for.
    public let means: String
    /// The words of the shape's `kind` that it is for; every word if there are none here.
    public let only: [String]
}

extension ShapeMember {
    /// Whether an object of that kind may have it; with no kind, whether any may.
    public func isFor(_ word: String?) -> Bool {
        guard let word, !only.isEmpty else { return true }
        return only.contains { sameScalars($0, word) }
    }

    /// A member that has to be there.
    static func needed(
        _ name: String,
        _ content: ShapeContent,
        _ means: String,
        only: [String] = []
    ) -> ShapeMember {
        ShapeMember(name: name, content: content, isRequired: true, means: means, only: only)
    }

    /// A member that may be there.
    static func allowed(
        _ name: String,
        _ content: ShapeContent,
        _ means: String,
        only: [String] = []
    ) -> ShapeMember {
        ShapeMember(name: name, content: content, isRequired: false, means: means, only: only)
    }

    /// What an editor reads to find the schema; it says nothing to the engine.
    static let schema = allowed("$schema", .anyText, "The schema that an editor checks this by.")
}

/// What a member's value has to be.
public indirect enum ShapeContent: Sendable {
    /// A short text that is not empty.
    case text
    /// A text that may be empty.
    case anyText
    /// A text that is safe as the name of a file.
    case identifier
    /// The name of a field, a form or a variable.
    case name
    /// A sentence or more.
    case prose
    /// A sentence with expressions in braces.
    case template
    /// An expression of the rule language.
    case formula
    /// One of a few words.
    case word([String])
    /// True or false.
    case flag
    /// A whole number that is not negative.
    case count
    /// A whole number.
    case int
    /// A number.
    case double
    /// An answer to a field of that type.
    case answer(FieldKind)
    /// An array of at least so many.
    case list(ShapeContent, atLeast: Int = 0, isUnique: Bool = false)
    /// One, or an array of at least one.
    case oneOrList(ShapeContent)
    /// An object whose names are free, or one of a few words.
    case map(ShapeContent, names: [String] = [])
    /// An object of a shape.
    case object(ShapeName)
    /// Any value.
    case anything
}

/// The shapes that refer to each other, and so to themselves, by name.
public enum ShapeName: String, Sendable, CaseIterable {
    /// Two kinds of file.
    case form, checklist
    /// What stands in a form.
    case field, element, choice
    /// What stands in a checklist.
    case document, variable, item, source, rule, approval
    /// A file of test cases, and what stands in it.
    case casesFile, base, baseExpect, testCase, caseExpect, survivor, unseen

    /// The shape of that name.
    public var shape: Shape {
        switch self {
        case .form: .form
        case .field: .field
        case .element: .element
        case .choice: .choice
        case .checklist: .checklist
        case .document: .document
        case .variable: .variable
        case .item: .item
        case .source: .source
        case .rule: .rule
        case .approval: .approval
        case .casesFile: .casesFile
        case .base: .base
        case .baseExpect: .baseExpect
        case .testCase: .testCase
        case .caseExpect: .caseExpect
        case .survivor: .survivor
        case .unseen: .unseen
        }
    }
}
