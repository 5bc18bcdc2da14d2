/// What one rule came to.
public enum Status: String, Sendable, CaseIterable {
    /// The rule applies and is kept.
    case met
    /// The rule applies and is broken; the session must not run like this.
    case notMet = "not-met"
    /// The rule applies and is not kept, but it only advises.
    case advice
    /// Not kept, but a role may allow it.
    case needsApproval = "needs-approval"
    /// Not kept, and allowed by the role that may allow it.
    case approved
    /// An answer that the rule depends on has not been given.
    case unanswered
    /// The rule has nothing to say about this session at this moment.
    case notApplicable = "not-applicable"
    /// The rule is asked at a later moment only.
    case later
    /// The rule itself failed. It never counts as kept.
    case broken
}

/// How much a rule weighs.
public enum Level: String, Sendable, CaseIterable {
    /// Has to be kept, or allowed by the role that may allow it.
    case must
    /// Has to be decided, either way; the rule says what a bad decision does.
    case answer
    /// Never holds a decision back.
    case advice
}

/// Where a rule comes from.
public struct Source: Sendable, Equatable {
    /// The document's title.
    public let title: String
    /// Who published the document, if the checklist says so.
    public let publisher: String?
    /// When the document was published, as the checklist writes it.
    public let date: String?
    /// Where the document can be read, if the checklist says so.
    public let url: String?
    /// The section of the document.
    public let section: String?
    /// The number of the point in the document.
    public let number: String?
    /// The rows of a table of sources that the rule covers.
    public let rows: [String]
    /// How sure the checklist is of the source: `verified`, `background` or `judgement`.
    public let certainty: String?
    /// What has to be said of where the text comes from.
    public let provenance: String?

    /// The source in one line: title, publisher, section and number.
    public var citation: String {
        var parts = [publisher.map { "\(title) (\($0))" } ?? title]
        if let section { parts.append(section) }
        if let number { parts.append("no. \(number)") }
        return parts.joined(separator: ", ")
    }
}

/// What an approver would have to allow.
public struct ApprovalNeed: Sendable {
    /// The roles that may allow it: the role's name and its words.
    public let by: [Role]
    /// The facts that an approval is bound to, in the rule's order.
    public let material: [MaterialFact]
    /// How long an approval lasts; nothing when the answers do not tell.
    public let lasts: Duration?
    /// What the approver is asked to allow.
    public let asks: String

    /// The names of the facts that an approval is bound to.
    public var covers: [String] { material.map { $0.name } }
}

/// A role that may approve.
public struct Role: Sendable, Equatable {
    /// The name that people's roles are matched with, such as `slt`.
    public let name: String
    /// The role in words, such as "a member of the senior leadership team".
    public let words: String
}

/// A value that decided a finding.
public struct DecidingValue: Sendable {
    /// A field's path, such as `trip.riders[b].age`, or the text of a smaller expression.
    public let path: String
    /// What a variable stands for, in the checklist's words.
    public let means: String?
    /// The value it had.
    public let value: Value
    /// True if nobody answered and the form's default was used.
    public let isDefault: Bool
}

/// What one rule came to, and why.
public struct Finding: Sendable {
    /// What is the same in every finding of its rule.
    public let subject: Subject
    /// What it came to.
    public internal(set) var status: Status
    /// The requirement in words, true when the rule is kept.
    public let says: String
    /// What is wrong and why it matters; for a rule that is not kept.
    public let why: String?
    /// What would put it right; for a rule that is not kept.
    public let fix: String?
    /// The questions still open, in the forms' order; for an unanswered rule.
    public let needs: [Path]
    /// The values that decided it, at most ``valueLimit``.
    public let values: [DecidingValue]
    /// How many deciding values were left out of ``values``.
    public let omittedValues: Int
    /// What an approver would have to allow; for a rule that needs approval, or has it.
    public let approval: ApprovalNeed?
    /// What went wrong in the rule itself; for a broken rule.
    public let failure: String?
    /// What allows it; for a rule that is approved.
    public internal(set) var grant: Grant?

    /// The checklist that the rule belongs to.
    public var checklist: String { subject.checklist }
    /// The item that the rule belongs to.
    public var item: String { subject.item }
    /// The item's title.
    public var itemTitle: String { subject.itemTitle }
    /// The rule.
    public var rule: String { subject.rule }
    /// The moments at which the rule is asked.
    public var asked: [String] { subject.asked }
    /// How much the rule weighs.
    public var level: Level { subject.level }
    /// Where the rule comes from.
    public var sources: [Source] { subject.sources }

    /// The most values that one finding names: enough for a class.
    public static let valueLimit = 40

    /// A rule in its place, held once however many findings there are.
    public final class Subject: Sendable {
        /// The checklist that the rule belongs to.
        public let checklist: String
        /// The item that the rule belongs to.
        public let item: String
        /// The item's title.
        public let itemTitle: String
        /// The rule.
        public let rule: String
        /// The moments at which the rule is asked.
        public let asked: [String]
        /// How much the rule weighs.
        public let level: Level
        /// Where the rule comes from.
        public let sources: [Source]

        init(
            checklist: String,
            item: String,
            itemTitle: String,
            rule: String,
            asked: [String],
            level: Level,
            sources: [Source]
        ) {
            self.checklist = checklist
            self.item = item
            self.itemTitle = itemTitle
            self.rule = rule
            self.asked = asked
            self.level = level
            self.sources = sources
        }
    }
}
