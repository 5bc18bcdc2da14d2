import Checklist

extension Command {
    static let initialise = Command(
        name: "init",
        summary: "write a school's profile, make its record, or a demo",
        about: "Asks for the people by account and role, the approved systems, the reporting "
            + "routes and the limits, and saves every answer at once in school.json or the named "
            + "file. With a profile that is there already it goes on where it stopped. Answers "
            + "may also be given as PATH=VALUE, or as a JSON object on standard input with `-`. With "
            + "`--record` it makes the school's record beside its profile, once and for all; with "
            + "`--demo` a folder to try everything in.",
        operands: Operands(
            name: "FILE",
            count: 0...Int.max,
            help: "The profile's file, school.json if not given, then answers such as "
                + "nation=wales; with `--record` and `--demo` the folder."
        ),
        options: [.from, .keepText, .newRecord, .after, .demo, .sharedDisk],
        examples: [
            ("streamguard init", "Write a profile from nothing, or go on with it."),
            ("streamguard init --from harbour-lane", "Begin with a profile that ships."),
            ("streamguard init --demo", "Make a made-up school to try everything with."),
            ("streamguard init --record", "Make the record of the school of this folder."),
        ]
    ) { (invocation, console) throws(Refusal) in
        if invocation.has(.after), !invocation.has(.newRecord) { throw .afterNothing }
        if invocation.has(.newRecord) || invocation.has(.demo) {
            return try RecordMaker(invocation, console).run()
        }
        var desk = try InitDesk(invocation, console)
        return try desk.run()
    }
}

/// Where a school's profile is written.
private struct InitDesk {
    private let console: Console
    private let invocation: Invocation
    private let given: GivenAnswers
    private let subject: Subject
    private let shipped: ShippedFiles
    private var store: PlanStore
    private var draft: Draft

    /// What a school has to settle first, in this order; everything else may wait.
    private static let parts = [
        "name", "nation", "hours", "people", "platforms", "routes", "limits",
    ]
    private static let id = Place([.field("id")])
    /// The id until the school has a name.
    private static let provisional = "school"

    init(_ invocation: Invocation, _ console: Console) throws(Refusal) {
        self.invocation = invocation
        self.console = console
        given = try GivenAnswers(
            invocation.operands,
            files: 0...1,
            of: "init",
            console
        )
        shipped = try ShippedFiles(console)
        var library = try Library(shipped, adding: [])
        let rulebook = try library.rulebook([])
        guard let now = console.now(),
            let form = rulebook.forms.first(where: { $0.name == "school" })
        else { throw Refusal("the form of a school's profile is not there") }
        subject = Subject(
            form: form,
            rulebook: rulebook,
            documents: [:],
            zones: .iana(),
            now: now,
            scope: .fields(parts: InitDesk.parts)
        )
        let file = given.files.first ?? SchoolFile.name
        let from = invocation.value(.from)
        if FileReader.exists(file) {
            if let from { throw .profileThere(file, from) }
            store = try PlanStore(opening: file)
            draft = Draft(form, try Texts.document(store.bytes, named: file))
        } else {
            store = PlanStore(creating: file)
            draft = Draft(form).setting(.string(InitDesk.provisional), at: InitDesk.id)
            if let from { draft = try sample(from) }
        }
    }

    /// A profile that ships, or any other, without its name: that is the new school's own.
    private func sample(_ name: String) throws(Refusal) -> Draft {
        let suffix = ".school.json"
        let files = try Folder.list(shipped.schools, endingIn: suffix)
        let names = files.map { String(Paths.name(of: $0).dropLast(suffix.count)) }
        let file: String
        if let index = names.firstIndex(of: name) {
            file = files[index]
        } else if FileReader.exists(name) {
            file = name
        } else {
            throw .noSample(name, names)
        }
        return Draft(subject.form, try Texts.document(file))
            .setting(nil, at: Place([.field("name")]))
            .setting(.string(InitDesk.provisional), at: InitDesk.id)
    }

    mutating func run() throws(Refusal) -> ExitCode {
        let isBare = given.isEmpty && invocation.value(.from) == nil && store.isNew
        if !console.inputIsTerminal, isBare { throw .nothingGiven("init") }
        var conversation = try begin()
        try given.apply(to: &conversation, console, keepsText: invocation.has(.keepText))
        if !isBare { try save(&conversation) }
        if invocation.value(.from) != nil {
            console.remark(
                "People, groups, dates and documents are those of a made-up school: put your own "
                    + "in their place before a plan is judged by them."
            )
        }
        if console.inputIsTerminal {
            var desk = self
            var dialogue = Dialogue(console, conversation) { (conversation) throws(Refusal) in
                try desk.save(&conversation)
            }
            if !store.isNew { console.tell("Saved in", store.path) }
            _ = try dialogue.run()
            conversation = dialogue.conversation
            self = desk
        }
        guard !store.isNew else {
            console.remark("Nothing was answered, so nothing was saved.")
            return .no
        }
        return finish(conversation)
    }

    private func begin() throws(Refusal) -> Conversation {
        do throws(Diagnostics) {
            return try Conversation(subject, draft)
        } catch {
            throw Refusal("\(store.path.quotedPath) cannot be gone on with", problems: error)
        }
    }

    private mutating func save(_ conversation: inout Conversation) throws(Refusal) {
        let isNew = store.isNew
        let draft = conversation.draft
        if draft.text("id") == InitDesk.provisional, let name = draft.text("name") {
            let id = PlanName.slug(name)
            let named = draft.setting(.string(id.isEmpty ? "school" : id), at: InitDesk.id)
            do throws(Diagnostics) {
                try conversation.adjust(named)
            } catch {
                throw Refusal("the school cannot have the id \(id.quoted)", problems: error)
            }
        }
        try store.save(conversation.draft.text)
        if isNew { console.tell("Saved in", store.path) }
    }

    private func finish(_ conversation: Conversation) -> ExitCode {
        let (main, later) = (conversation.remaining, conversation.assessment.advisory.count)
        var page = Page(width: console.output.width, colour: false)
        page.paragraph("The profile is saved in \(console.shown(store.path).quotedPath).")
        page.paragraph(
            "\(counted(main, "question")) of the main parts \(main == 1 ? "is" : "are") open, and "
                + "\(later) that may wait."
        )
        if main + later > 0 {
            let name = console.shown(store.path)
            let file = name == SchoolFile.name ? "" : " \(name)"
            page.paragraph("`\(Program.name) init\(file)` goes on with them.")
        }
        console.output.write(page.text)
        return main == 0 ? .yes : .no
    }
}

extension Refusal {
    fileprivate static let afterNothing = Refusal(
        "`\(Option.after.typed)` goes with `\(Option.newRecord.typed)` only"
    )

    fileprivate static func profileThere(_ file: String, _ from: String) -> Refusal {
        Refusal(
            "there is a profile \(file.quotedPath) already, and nothing was put in its place",
            hint: "go on with it without `\(Option.from.typed)`, or name another file"
        )
    }

    fileprivate static func noSample(_ name: String, _ names: [String]) -> Refusal {
        let meant = nearest(to: name, among: names)
        return Refusal(
            "there is no profile \(name.quoted)",
            hint: meant.map { "did you mean `\($0)`?" }
                ?? "these ship: \(listed(names)); or name a file"
        )
    }
}
