/// A set of items with their sources and rules.
public struct Checklist: Sendable {
    /// The checklist's id, such as `minibus-trip`.
    public let id: String
    /// The version, as its author counts.
    public let version: String
    /// The title in words.
    public let title: String
    /// What the checklist is and where it comes from.
    public let about: String?
    /// The moments at which rules are asked, first to last.
    public let moments: [String]
    /// The forms that the rules read.
    public let forms: [String]
    /// The roles that may approve.
    public let roles: [Role]
    /// The items, at least one.
    public let items: [Item]

    /// The named variables' expressions, in an order in which each only uses earlier ones.
    let variables: [Variable]
}

/// A point of a checklist, such as one consideration.
public final class Item: Sendable {
    /// The item's id, unique in its checklist.
    public let id: String
    /// A short statement.
    public let title: String
    /// The item in a few sentences.
    public let about: String?
    /// Where it comes from, at least one.
    public let sources: [Source]
    /// Its rules, at least one.
    public let rules: [Rule]

    init(id: String, title: String, about: String?, sources: [Source], rules: [Rule]) {
        self.id = id
        self.title = title
        self.about = about
        self.sources = sources
        self.rules = rules
    }
}

/// One testable condition of an item.
public final class Rule: Sendable {
    /// What is said of it in every finding.
    let subject: Finding.Subject
    /// For ``Level/answer``: whether a bad decision blocks, or only warns.
    public let blocksWhenUnmet: Bool

    /// Whether it applies; nothing if it always does.
    let when: Formula?
    /// What has to hold.
    let requires: Formula
    /// Fields that must be answered whatever `requires` says.
    let answers: [Formula]
    let says: Template
    let why: Template
    let fix: Template
    let approval: Approval?

    /// The rule's id, unique over all checklists.
    public var id: String { subject.rule }
    /// The moments at which it is asked.
    public var asked: [String] { subject.asked }
    /// How much it weighs.
    public var level: Level { subject.level }
    /// Where it comes from: its own sources, or the item's.
    public var sources: [Source] { subject.sources }
    /// Whether somebody may allow what it forbids.
    public var mayBeApproved: Bool { approval != nil }

    init(
        _ subject: Finding.Subject,
        blocksWhenUnmet: Bool,
        when: Formula?,
        requires: Formula,
        answers: [Formula],
        says: Template,
        why: Template,
        fix: Template,
        approval: Approval?
    ) {
        self.subject = subject
        self.blocksWhenUnmet = blocksWhenUnmet
        self.when = when
        self.requires = requires
        self.answers = answers
        self.says = says
        self.why = why
        self.fix = fix
        self.approval = approval
    }
}

/// Who may allow what a rule forbids.
struct Approval: Sendable {
    let by: [Role]
    /// The facts that an approval is bound to: fields and variables.
    let covers: [Formula]
    let lasts: Formula?
    let asks: Template
}

/// A named expression of a checklist.
struct Variable: Sendable {
    let name: String
    let means: String?
    let formula: Formula
}
