import Checklist

/// What people did about a review, as entries of the ledger have it.
enum ReviewEntry {
    /// The fact `what`.
    enum What: String { case accept, sign, done }

    /// Something that somebody is to do by a day.
    struct Resolution {
        let text: String
        /// One of the ids of the school's people.
        let owner: String
        let due: Day
    }

    /// The most that one entry can hold beside the rest.
    static let mostActions = 20

    /// The name of the text of an action, counted from 1.
    static func action(_ number: Int) -> String { "action\(number)" }

    /// Somebody has been through a session up to this entry of its log, with so many faults.
    static func accept(
        _ session: String,
        upTo link: Link,
        faults: Int = 0,
        finding: String?,
        actions: [Resolution]
    ) -> NewEntry {
        var facts: [String: JSON] = [
            "sid": .string(session), "n": .int(Int64(link.seq)), "head": .string(link.hash),
        ]
        if faults > 0 { facts["faults"] = .int(Int64(faults)) }
        return entry(.accept, facts, ["finding": finding], actions)
    }

    /// Somebody signs for all sessions of some days.
    ///
    /// - Parameters:
    ///   - scope: the days.
    ///   - checkpoint: what it rests on; the sample was drawn by its root.
    ///   - phrase: what the sample was drawn by, besides.
    ///   - sampled: the sessions of the sample, in the order of the draw.
    ///   - counts: what the review counted, each a whole number.
    ///   - despite: why it is signed although something is still to be done.
    ///   - finding: what there is to say of all of it.
    ///   - actions: what is to be done.
    /// - Returns: the entry, to be saved.
    static func sign(
        _ scope: ReviewScope,
        on checkpoint: Checkpoint,
        phrase: String?,
        sampled: [String],
        counts: [(name: String, count: Int)],
        despite: String?,
        finding: String?,
        actions: [Resolution]
    ) -> NewEntry {
        var facts: [String: JSON] = [
            "from": .string(scope.from.text), "to": .string(scope.to.text),
            "size": .int(Int64(checkpoint.size)), "root": .string(checkpoint.root.hex),
            "counts": .object(counts.map { ($0.name, .int(Int64($0.count))) }),
        ]
        if let closure = scope.closure, closure.isWord { facts["closure"] = .string(closure) }
        if phrase != nil { facts["sampled"] = .array(sampled.map { .string($0) }) }
        return entry(
            .sign,
            facts,
            ["phrase": phrase, "finding": finding, "despite": despite],
            actions
        )
    }

    /// An action is done.
    static func done(_ action: ReviewAction, because: String?) -> NewEntry {
        entry(
            .done,
            ["of": .int(Int64(action.entry)), "number": .int(Int64(action.number))],
            ["because": because],
            []
        )
    }

    /// A review was handed out as a file.
    static func export(
        _ scope: ReviewScope,
        view: ReviewView,
        format: String,
        of bytes: [UInt8],
        to recipient: String
    ) -> NewEntry {
        var facts: [String: JSON] = [
            "what": .string("review"), "view": .string(view.rawValue), "format": .string(format),
            "from": .string(scope.from.text), "to": .string(scope.to.text),
            "digest": .string(Digest(bytes).hex), "bytes": .int(Int64(bytes.count)),
        ]
        if let closure = scope.closure, closure.isWord { facts["closure"] = .string(closure) }
        return NewEntry(.export, facts: facts, texts: ["recipient": recipient])
    }

    private static func entry(
        _ what: What,
        _ facts: [String: JSON],
        _ texts: [String: String?],
        _ actions: [Resolution]
    ) -> NewEntry {
        var facts = facts
        var texts = texts.compactMapValues { $0 }
        facts["what"] = .string(what.rawValue)
        if !actions.isEmpty {
            facts["owners"] = .array(actions.map { .string($0.owner) })
            facts["dues"] = .array(actions.map { .string($0.due.text) })
            for (index, resolution) in actions.enumerated() {
                texts[action(index + 1)] = resolution.text
            }
        }
        return NewEntry(.review, facts: facts, texts: texts)
    }
}
