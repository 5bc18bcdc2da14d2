import Checklist

/// Answers that were given with the command: `PATH=VALUE` words, and a JSON object on standard
/// input where `-` stands.
struct GivenAnswers {
    private(set) var files: [String] = []
    private var words: [(path: String, value: String)] = []
    private var object: JSON?

    var isEmpty: Bool { words.isEmpty && object == nil }

    /// Tells files and answers apart, and reads standard input if that is asked for.
    init(
        _ operands: [String],
        files count: ClosedRange<Int>,
        of command: String,
        _ console: Console
    ) throws(Refusal) {
        for operand in operands {
            if operand == "-" {
                guard object == nil else { throw Refusal("`-` is given twice") }
                let bytes = try console.input(FileReader.limit)
                let document = try Texts.document(bytes, named: "standard input")
                guard case .object = document.root.content else { throw .noObject }
                object = JSON(document.root)
            } else if let equals = operand.firstIndex(of: "="),
                operand[..<equals].allSatisfy({ !"/\\ ".contains($0) }), equals > operand.startIndex
            {
                let value = operand[operand.index(after: equals)...]
                words.append((String(operand[..<equals]), String(value)))
            } else {
                files.append(operand)
            }
        }
        if files.count < count.lowerBound { throw .noFile(command) }
        if files.count > count.upperBound { throw .wordTooMany(files[count.upperBound], command) }
    }

    /// Takes the answers into the conversation, all of them or none.
    func apply(
        to conversation: inout Conversation,
        _ console: Console,
        keepsText: Bool
    ) throws(Refusal) {
        guard !isEmpty else { return }
        let old = conversation.draft
        var draft = old
        if let object {
            draft = old.merging(object)
        }
        for (path, typed) in words { draft = try set(path, typed, draft, conversation, console) }
        try refusePrivate(in: draft, comparedWith: old, keepsText)
        do throws(Diagnostics) {
            try conversation.change(to: draft)
        } catch {
            throw Refusal("these answers cannot be saved, so none was", problems: error)
        }
    }

    private func set(
        _ path: String,
        _ typed: String,
        _ draft: Draft,
        _ conversation: Conversation,
        _ console: Console
    ) throws(Refusal) -> Draft {
        let subject = conversation.subject
        guard let place = Place(path, in: subject.form.name) else { throw .noField(path, nil) }
        let field = try subject.form.field(at: place, path)
        if typed.isEmpty { return draft.setting(nil, at: place) }
        let zone = subject.zone(of: draft)
        var start: Timestamp?
        if place.text == "end", let text = draft.text("start") {
            start = subject.zones.instant(of: text, in: zone)
        }
        let setting = Reply.Setting(
            zone: zone,
            zones: subject.zones,
            now: subject.now,
            start: start,
            needsTime: ["start", "end"].contains(place.text)
        )
        do throws(Reply.Unclear) {
            let reply = try Reply(typed, for: field.type, in: setting)
            if let understood = reply.understood { console.remark("\(place.text): \(understood)") }
            return draft.setting(reply.value, at: place)
        } catch {
            throw Refusal("`\(path.inert)` cannot be \(typed.quoted)", hint: error.reason)
        }
    }

    private func refusePrivate(
        in draft: Draft,
        comparedWith old: Draft,
        _ keepsText: Bool
    ) throws(Refusal) {
        let before = Set(old.texts.map(\.text))
        for (place, text) in draft.texts where !before.contains(text) && !keepsText {
            if let remark = PrivateText.remark(on: text) { throw .looksPrivate(place, remark) }
        }
    }
}

extension Draft {
    /// The free texts of the document, with their places.
    fileprivate var texts: [(place: String, text: String)] {
        var texts: [(String, String)] = []
        Draft.collect(root, form.fields, "", &texts)
        return texts
    }

    private static func collect(
        _ value: JSON,
        _ group: Group?,
        _ place: String,
        _ texts: inout [(String, String)]
    ) {
        for (name, inner) in value.members {
            let field = group?.slot(of: name).flatMap { slot in group?.fields[slot] }
            let path = place.isEmpty ? name : "\(place).\(name)"
            let inside = group?.inside(.field(name))
            for element in inner.elements { collect(element, inside, path, &texts) }
            collect(inner, inside, path, &texts)
            guard field?.type.isWords ?? false else { continue }
            for case .string(let text) in [inner] + inner.elements { texts.append((path, text)) }
        }
    }

    /// The document with an object's members put in: groups are merged, everything else replaced.
    fileprivate func merging(_ object: JSON) -> Draft {
        var draft = self
        for (name, value) in object.members { draft.merge(value, at: Place([.field(name)])) }
        return draft
    }

    private mutating func merge(_ value: JSON, at place: Place) {
        switch value {
        case .null: self = setting(nil, at: place)
        case .object(let members):
            for (name, inner) in members { merge(inner, at: place.appending(name)) }
        default: self = setting(value, at: place)
        }
    }
}

extension Form {
    /// The field at a place that somebody typed.
    func field(at place: Place, _ typed: String) throws(Refusal) -> Field {
        var group: Group? = fields
        var field: Field?
        for case .field(let name) in place.steps {
            guard let inside = group else { throw .noField(typed, nil) }
            guard let slot = inside.slot(of: name) else {
                throw .noField(typed, nearest(to: name, among: inside.fields.map(\.name)))
            }
            field = inside.fields[slot]
            group = inside.inside(.field(name))
        }
        guard let field else { throw .noField(typed, nil) }
        return field
    }
}

extension Refusal {
    fileprivate static let noObject = Refusal("standard input holds no JSON object")

    fileprivate static func noField(_ path: String, _ meant: String?) -> Refusal {
        Refusal(
            "there is no question \(path.quoted)",
            hint: meant.map { "did you mean `\($0)`?" }
                ?? "answers are written as `host.place=school`"
        )
    }

    fileprivate static func noFile(_ command: String) -> Refusal {
        Refusal("`\(command)` needs a plan's file", hint: "`streamguard help plan` shows how")
    }

    fileprivate static func wordTooMany(_ word: String, _ command: String) -> Refusal {
        Refusal(
            "\(word.quoted) is one word too many for `\(command)`",
            hint: "answers are written as `host.place=school`"
        )
    }

    fileprivate static func looksPrivate(_ place: String, _ remark: String) -> Refusal {
        Refusal(
            "nothing was saved, because of the text of `\(place)`: \(remark)",
            hint: "write it differently, or add `\(Option.keepText.typed)`"
        )
    }
}
