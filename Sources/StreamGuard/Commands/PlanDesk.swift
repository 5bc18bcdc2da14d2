import Checklist

/// Where a plan is written: its school and rules, its file, and the suggestions beside it.
struct PlanDesk {
    private let invocation: Invocation
    private let console: Console
    private var bench: Bench
    let subject: Subject
    private var store: PlanStore?
    private var suggestions = Suggestions()
    /// The folder for a file that is named after its plan.
    private let folder: String
    /// True as long as the file's name and the plan's id follow from the title and the day.
    private var namesItself = true

    static let id = Place([.field("id")])

    init(
        _ invocation: Invocation,
        _ console: Console,
        beside file: String?
    ) throws(Refusal) {
        self.invocation = invocation
        self.console = console
        folder = file.map(Paths.folder(of:)) ?? "."
        bench = try Bench(invocation, console)
        let place = Paths.joined(folder, "new.plan.json")
        subject = try bench.subject(for: PlanFile(name: "the new plan", path: place))
    }

    // MARK: Files

    /// Takes a name for a new plan, which nobody may have taken before.
    mutating func claim(_ file: String) throws(Refusal) {
        guard file.hasSuffix(PlanDesk.suffix) else { throw .noPlanName(file) }
        guard !FileReader.exists(file) else { throw .isTaken(file) }
        store = PlanStore(creating: file)
        namesItself = false
    }

    /// Reads a plan to go on with, and the suggestions that were left beside it.
    mutating func open(_ file: String) throws(Refusal) -> Draft {
        let opened = try PlanStore(opening: file)
        store = opened
        let draft = try read(opened.bytes, file)
        let side = PlanDesk.suggestionFile(of: opened.path)
        if FileReader.exists(side), let document = try? Texts.document(side) {
            suggestions = Suggestions(JSON(document.root), form: subject.form.name)
        }
        // A plan that was begun without a day has an id that still follows from its title.
        namesItself =
            draft.text("start") == nil
            && draft.text("id") == PlanName.id(title: draft.text("title"), day: nil)
            && Paths.name(of: file) == (draft.text("id") ?? "") + PlanDesk.suffix
        return draft
    }

    /// Reads a plan to copy, opens what is volatile, and takes a name for the copy.
    mutating func copy(_ file: String, to new: String?) throws(Refusal) -> Draft {
        let old = try read(try FileReader.read(file), file)
        let zone = subject.zone(of: old)
        var start: String?
        if let typed = invocation.value(.start) { start = try time(typed, zone) }
        let copy = PlanCopy(old, start: start, zone: zone, zones: subject.zones)
        suggestions = copy.suggestions
        namesItself = start == nil
        if let new { try claim(new) }
        var draft = copy.draft
        if start == nil {
            draft = draft.setting(
                .string(PlanName.id(title: draft.text("title"), day: nil)),
                at: PlanDesk.id
            )
        }
        return draft
    }

    private func read(_ bytes: [UInt8], _ file: String) throws(Refusal) -> Draft {
        let document = try Texts.document(bytes, named: file)
        var documents = subject.documents
        documents["plan"] = document
        do throws(Diagnostics) {
            _ = try subject.rulebook.answers(
                documents,
                zone: subject.zone(of: Draft(subject.form, document)),
                zones: subject.zones
            )
        } catch {
            throw Refusal("\(file.quotedPath) cannot be gone on with", problems: error)
        }
        return Draft(subject.form, document)
    }

    private func time(_ typed: String, _ zone: String) throws(Refusal) -> String {
        let setting = Reply.Setting(
            zone: zone,
            zones: subject.zones,
            now: subject.now,
            needsTime: true
        )
        do throws(Reply.Unclear) {
            let reply = try Reply(typed, for: .timestamp, in: setting)
            guard case .string(let text) = reply.value else { return typed }
            if let understood = reply.understood { console.remark("start: \(understood)") }
            return text
        } catch {
            throw Refusal("`\(Option.start.typed)` cannot be \(typed.quoted)", hint: error.reason)
        }
    }

    // MARK: Writing

    /// Takes the given answers, asks for the rest at a terminal, and ends with the verdict.
    mutating func write(_ draft: Draft, _ given: GivenAnswers) throws(Refusal) -> ExitCode {
        var draft = draft
        if let typed = invocation.value(.start), draft.text("start") == nil {
            let start = try time(typed, subject.zone(of: draft))
            draft = draft.setting(.string(start), at: Place([.field("start")]))
        }
        if draft[PlanDesk.id] == nil { draft = draft.setting(named(draft), at: PlanDesk.id) }
        var conversation = try begin(draft)
        let isNew = store?.isNew ?? true
        try given.apply(to: &conversation, console, keepsText: invocation.has(.keepText))
        if !given.isEmpty || store?.isNew == false || !suggestions.isEmpty {
            try save(&conversation)
        }
        guard console.inputIsTerminal else { return try verdict() }
        var desk = self
        var dialogue = Dialogue(console, conversation) { (conversation) throws(Refusal) in
            try desk.save(&conversation)
        }
        if let file = store?.path, !isNew { console.tell("Saved in", file) }
        let end = try dialogue.run()
        self = desk
        guard let file = store?.path, store?.isNew == false else {
            console.remark("Nothing was answered, so nothing was saved.")
            return .no
        }
        guard end == .finished else {
            console.remark("Everything so far is saved. Go on with:")
            console.say("  \(Program.name) plan ask \(console.shown(file).inert)")
            return .no
        }
        console.say("")
        return try verdict()
    }

    private func begin(_ draft: Draft) throws(Refusal) -> Conversation {
        do throws(Diagnostics) {
            return try Conversation(subject, draft, suggestions: suggestions)
        } catch {
            throw Refusal("the plan cannot be begun", problems: error)
        }
    }

    /// Brings the answers to the disk; the name follows the title and the day until both are known.
    private mutating func save(_ conversation: inout Conversation) throws(Refusal) {
        if namesItself { try rename(&conversation) }
        if store == nil {
            let id = conversation.draft.text("id") ?? "plan"
            store = PlanStore(creating: try freeName(for: id, &conversation))
        }
        guard let path = store?.path else { return }
        let isNew = store?.isNew ?? true
        // The suggestions come first: a plan without them would have lost what it was copied from.
        if isNew, !suggestions.isEmpty { try saveSuggestions(beside: path) }
        try store?.save(conversation.draft.text)
        if isNew { console.tell("Saved in", path) }
        if conversation.remaining == 0, !suggestions.isEmpty {
            PlanStore.remove(PlanDesk.suggestionFile(of: path))
        }
    }

    private mutating func rename(_ conversation: inout Conversation) throws(Refusal) {
        let draft = conversation.draft
        guard let id = named(draft).text, draft.text("id") != id else { return }
        try adjust(&conversation, id: id)
        if let old = store, !old.isNew {
            let path = try freeName(for: id, &conversation)
            try store?.move(to: path)
            console.tell("From now on saved in", path)
        }
        if draft.text("start") != nil { namesItself = false }
    }

    private func adjust(_ conversation: inout Conversation, id: String) throws(Refusal) {
        do throws(Diagnostics) {
            try conversation.adjust(conversation.draft.setting(.string(id), at: PlanDesk.id))
        } catch {
            throw Refusal("the plan cannot have the id \(id.quoted)", problems: error)
        }
    }

    /// A name that nobody has taken; the id follows it.
    private func freeName(
        for id: String,
        _ conversation: inout Conversation
    ) throws(Refusal) -> String {
        for number in 1...1000 {
            let free = number == 1 ? id : "\(id)-\(number)"
            let name =
                folder == "."
                ? free + PlanDesk.suffix
                : Paths.joined(folder, free + PlanDesk.suffix)
            if !FileReader.exists(name) {
                if free != id { try adjust(&conversation, id: free) }
                return name
            }
        }
        throw .isTaken(id + PlanDesk.suffix)
    }

    private func named(_ draft: Draft) -> JSON {
        let zone = subject.zone(of: draft)
        let start = draft.text("start").flatMap { subject.zones.instant(of: $0, in: zone) }
        let day = start.map { Day($0, zone: zone, zones: subject.zones) }
        return .string(PlanName.id(title: draft.text("title"), day: day))
    }

    private func saveSuggestions(beside path: String) throws(Refusal) {
        let side = PlanDesk.suggestionFile(of: path)
        PlanStore.remove(side)
        var file = PlanStore(creating: side)
        try file.save(suggestions.json.pretty() + "\n")
    }

    private mutating func verdict() throws(Refusal) -> ExitCode {
        guard let path = store?.path else { return .no }
        let printer = VerdictPrinter(
            console.output,
            as: invocation.value(.format) == "json" ? .json : .text,
            all: false,
            several: false
        )
        let precedents = try Precedents.find(invocation, console)
        printer.add(try bench.judge(PlanFile(name: path, path: path), with: precedents))
        return printer.finish()
    }

    static let suffix = ".plan.json"

    /// Hidden beside the plan, gone when no question is left.
    static func suggestionFile(of plan: String) -> String {
        let name = Paths.name(of: plan)
        let stem = name.hasSuffix(suffix) ? String(name.dropLast(suffix.count)) : name
        return Paths.joined(Paths.folder(of: plan), ".\(stem).suggestions.json")
    }
}

extension Refusal {
    fileprivate static func noPlanName(_ file: String) -> Refusal {
        Refusal(
            "\(file.quotedPath) is no name for a plan",
            hint: "a plan's name ends in `\(PlanDesk.suffix)`"
        )
    }

    fileprivate static func isTaken(_ file: String) -> Refusal {
        Refusal(
            "there is a file \(file.quotedPath) already",
            hint: "go on with it by `\(Program.name) plan ask`, or choose another name"
        )
    }
}
