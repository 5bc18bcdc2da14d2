import Checklist

/// Makes the record of a school: `init --record` beside its profile, `init --demo` a whole folder
/// to try the program in.
struct RecordMaker {
    private let invocation: Invocation
    private let console: Console
    /// Where to, as it was typed; nothing if it was not.
    private let place: String?

    init(_ invocation: Invocation, _ console: Console) throws(Refusal) {
        self.invocation = invocation
        self.console = console
        place = invocation.operands.first
        let option = invocation.has(.demo) ? Option.demo : .newRecord
        if invocation.has(.newRecord), invocation.has(.demo) {
            throw .notTogether(.newRecord, .demo)
        }
        if invocation.operands.count > 1 { throw .tooMany(invocation.operands[1], option) }
        let others = [Option.from, .keepText] + (invocation.has(.demo) ? [.after] : [])
        for other in others where invocation.has(other) {
            throw .notTogether(option, other)
        }
    }

    func run() throws(Refusal) -> ExitCode {
        invocation.has(.demo) ? try makeDemo() : try makeRecord()
    }

    // MARK: A record

    private func makeRecord() throws(Refusal) -> ExitCode {
        let given = place ?? "."
        guard let folder = absolute(given).flatMap(Paths.resolved) else {
            throw .noFolder(given)
        }
        let file = Paths.joined(folder, SchoolFile.name)
        guard FileReader.exists(file) else { throw .noProfile(console.shown(file)) }
        let document = try Texts.document(file, shownAs: console.shown(file))
        let shipped = try ShippedFiles(console)
        var library = try Library(shipped, adding: [])
        let school = School(document, form: try library.form("school"))
        guard let id = school.id, id.isWord else { throw .noID(console.shown(file)) }
        let people = People(document)
        let holders = RoleHolders(people, roles: try library.approvingRoles(of: school))
        let account = console.caller(among: people)
        return making { () throws(JournalError) in
            let path = Paths.joined(folder, Workspace.name)
            if FileReader.exists(path) { throw .alreadyThere(console.shown(path)) }
            let author =
                people.person(account: account.login ?? "")
                .map { Author(by: $0.id, account) } ?? Author(account)
            let former = try invocation.value(.after).map { (old) throws(JournalError) in
                try end(old, by: author)
            }
            let workspace = try Workspace.create(
                at: path,
                name: id,
                trial: false,
                after: former,
                by: author,
                console,
                sharedDiskAccepted: invocation.has(.sharedDisk)
            )
            // Whoever has a role now is believed; a later change needs two people.
            _ = try workspace.ledger.append(holders.entry, by: author)
            var page = Page(width: console.output.width, colour: false)
            page.paragraph(
                "The record of \(school.name ?? id) is in \(console.shown(path).quotedPath). "
                    + "`\(Program.name) verify` looks whether it is whole, and "
                    + "`\(Program.name) checkpoint` makes what somebody outside should hold: make "
                    + "the first one today."
            )
            console.output.write(page.text)
            if let former {
                console.output.write("\nThe record before this one ended so:\n")
                let day = Checkpoint.day(console.now())
                console.output.write(former.minuteLine(day: day) + "\n")
            }
        }
    }

    /// The last checkpoint of the record that ends here.
    private func end(_ old: String, by author: Author) throws(JournalError) -> Checkpoint {
        let workspace = try Workspace.find(
            store: old,
            console,
            sharedDiskAccepted: invocation.has(.sharedDisk)
        )
        if workspace.isTrial { throw .afterTrial(old) }
        var verifier = Verifier(workspace, against: [])
        // A school whose record was damaged needs a new one all the more.
        if try verifier.run().has(.damage) {
            console.warn("\(old.quotedPath) is damaged: `\(Program.name) verify` says how")
        }
        return try workspace.issueCheckpoint(by: author)
    }

    // MARK: A demo

    private func makeDemo() throws(Refusal) -> ExitCode {
        let given = place ?? Demo.folder
        guard let path = absolute(given) else { throw .noFolder(given) }
        let (demo, holders) = try demo()
        return making { () throws(JournalError) in
            let surroundings = Surroundings.system(console)
            let isAccepted = invocation.has(.sharedDisk)
            try NewFolder.make(at: path, surroundings) { (draft) throws(JournalError) in
                try NewFolder.make(at: Paths.joined(draft, "plans"), surroundings) { _ in }
                for file in demo.files {
                    try NewFile.write(Array(file.text.utf8), to: Paths.joined(draft, file.name))
                }
                let workspace = try Workspace.create(
                    at: Paths.joined(draft, Workspace.name),
                    name: "\(Demo.school)-trial",
                    trial: true,
                    by: Author(console.account),
                    surroundings,
                    sharedDiskAccepted: isAccepted
                )
                _ = try workspace.ledger.append(holders.entry, by: Author(console.account))
            }
            console.output.write(text(console.shown(path)))
        }
    }

    private func demo() throws(Refusal) -> (Demo, RoleHolders) {
        let shipped = try ShippedFiles(console)
        guard let now = console.now() else { throw .noClock }
        var examples: [String] = []
        for lesson in Demo.lessons {
            examples.append(try text(of: "examples/\(lesson.example).plan.json", in: shipped))
        }
        let school = try text(of: "schools/\(Demo.school).school.json", in: shipped)
        let document = try Texts.document(Array(school.utf8), named: "school")
        let facts = School(document, form: nil)
        var library = try Library(shipped, adding: [])
        let demo = Demo(
            school: school,
            examples: examples,
            now: now,
            clock: LocalTime(zone: facts.timeZone, zones: .iana(knowing: facts.timeZone))
        )
        let roles = try library.approvingRoles(of: facts)
        return (demo, RoleHolders(People(document), roles: roles))
    }

    private func text(of name: String, in shipped: ShippedFiles) throws(Refusal) -> String {
        String(decoding: try FileReader.read(Paths.joined(shipped.folder, name)), as: UTF8.self)
    }

    private func text(_ folder: String) -> String {
        var page = Page(width: console.output.width, colour: false)
        page.paragraph(
            "\(folder.quotedPath) is a made-up school with plans for the coming days and a trial "
                + "record, in which `\(Option.asPerson.typed) ID` speaks for anybody of the school. "
                + "Now try:"
        )
        page.gap()
        page.verbatim("  cd \(folder.quotedPath.dropFirst().dropLast())")
        for step in DemoJourney.steps { page.verbatim("  \(Program.name) \(step)") }
        return page.text
    }

    /// Nothing is lost if this fails, so nothing needs to go on paper.
    private func making(_ work: () throws(JournalError) -> Void) -> ExitCode {
        do throws(JournalError) {
            try work()
            return .yes
        } catch {
            console.complain(error.refusal)
            return error.exitCode
        }
    }

    private func absolute(_ path: String) -> String? {
        try? Workspace.absolute(path, console)
    }
}

extension JournalError {
    fileprivate static func alreadyThere(_ path: String) -> JournalError {
        JournalError(
            .usage,
            "there is a record \(path.quotedPath) already, and it was not touched",
            hint: "for a new school year give it another name, and then name it with "
                + "`\(Option.after.typed)`"
        )
    }

    fileprivate static func afterTrial(_ path: String) -> JournalError {
        JournalError(.usage, "\(path.quotedPath) is a trial, which no record can follow")
    }
}

/// What the demo proposes to try: the way of two plans through the program.
enum DemoJourney {
    static let steps = [
        "check plans",
        "submit plans/reading.plan.json --as ta-1",
        "approvals --as head",
        "approve plans/reading.plan.json --because 'As agreed.' --as head",
        "start plans/maths.plan.json --as teacher-5b",
        "join --everyone --as teacher-5b",
        "incident --as teacher-5b",
        "end --as teacher-5b",
        "close something --as teacher-5b",
        "show",
    ]
}

extension Refusal {
    fileprivate static let noClock = Refusal("this computer's clock shows no usable time")

    fileprivate static func notTogether(_ one: Option, _ other: Option) -> Refusal {
        Refusal("`\(one.typed)` and `\(other.typed)` do not go together")
    }

    fileprivate static func tooMany(_ word: String, _ option: Option) -> Refusal {
        Refusal("\(word.quoted) is one word too many: `\(option.typed)` takes one folder")
    }

    fileprivate static func noFolder(_ path: String) -> Refusal {
        Refusal("there is no folder \(path.quotedPath)")
    }

    fileprivate static func noProfile(_ path: String) -> Refusal {
        Refusal(
            "there is no profile \(path.quotedPath), so it is not known whose record this would be",
            hint: "`\(Program.name) init` writes one by asking"
        )
    }

    fileprivate static func noID(_ path: String) -> Refusal {
        Refusal(
            "the profile \(path.quotedPath) gives the school no id, which its record is named by",
            hint: "add one such as \"id\": \"harbour-lane\""
        )
    }
}
