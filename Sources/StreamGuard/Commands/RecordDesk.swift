import Checklist

/// Where a command works with the record: the store, the school's people, and who is at the
/// keyboard.
///
/// A command that reads makes it by `toRead`; one that writes makes it with `init`, within
/// `console.recording` if what it has to say must not be lost.
struct RecordDesk {
    let console: Console
    let workspace: Workspace
    /// The school's profile; nothing if none was found, or none could be read.
    let school: SchoolProfile?
    /// Why there is no profile.
    let schoolProblem: Refusal?
    let people: People
    /// Who is at the keyboard, if the school's list knows them.
    let person: People.Person?
    /// The account that they use.
    let account: Account

    /// A profile, and where it lies.
    struct SchoolProfile {
        let path: String
        let document: Document
        let school: School
    }

    /// The options that each command with a record takes.
    static let options: [Option] = [.store, .sharedDisk, .school, .asPerson]

    /// Opens the store and finds the school.
    ///
    /// INVARIANT: roles come from the profile that lies with the store, never from one that
    /// whoever types could put in its place; only a trial may be told another.
    init(_ invocation: Invocation, _ console: Console) throws(JournalError) {
        let workspace = try Workspace.find(
            store: invocation.value(.store),
            console,
            sharedDiskAccepted: invocation.has(.sharedDisk)
        )
        try self.init(invocation, console, workspace)
    }

    /// The same for a store that is open.
    init(
        _ invocation: Invocation,
        _ console: Console,
        _ workspace: Workspace
    ) throws(JournalError) {
        self.console = console
        self.workspace = workspace
        let chosen = invocation.value(.school)
        if chosen != nil, !workspace.isTrial { throw .profileOfTheRecord }
        (school, schoolProblem) = RecordDesk.school(
            chosen ?? SchoolFile.nearest(to: Paths.folder(of: workspace.path)),
            console
        )
        people = school.map { People($0.document) } ?? People()
        account = console.caller(among: people)
        person = try RecordDesk.person(invocation.value(.asPerson), people, account, workspace)
    }

    /// The same for a command that has not yet anything to lose.
    static func toRead(
        _ invocation: Invocation,
        _ console: Console
    ) throws(Refusal) -> RecordDesk {
        do throws(JournalError) {
            return try RecordDesk(invocation, console)
        } catch {
            throw error.refusal
        }
    }

    private static func school(
        _ path: String?,
        _ console: Console
    ) -> (SchoolProfile?, Refusal?) {
        guard let path else { return (nil, .noSchool) }
        do throws(Refusal) {
            let name = Paths.shown(path, from: console.workingFolder)
            let document = try Texts.document(path, shownAs: name)
            var library = try Library(try ShippedFiles(console), adding: [])
            let school = School(document, form: try library.form("school"))
            return (SchoolProfile(path: path, document: document, school: school), nil)
        } catch {
            return (nil, error)
        }
    }

    private static func person(
        _ chosen: String?,
        _ people: People,
        _ account: Account,
        _ workspace: Workspace
    ) throws(JournalError) -> People.Person? {
        guard let chosen else { return account.login.flatMap { people.person(account: $0) } }
        guard workspace.isTrial else { throw .notATrial }
        guard let person = people.person(id: chosen) else { throw .notListed(chosen, people) }
        return person
    }

    // MARK: What a command needs

    /// The profile, for a command that cannot do without.
    func requireSchool() throws(Refusal) -> SchoolProfile {
        guard let school else { throw schoolProblem ?? .noSchool }
        return school
    }

    /// The person at the keyboard, for a command that only people of the school may use.
    func requirePerson(to what: String) throws(Refusal) -> People.Person {
        let school = try requireSchool()
        guard let person else {
            let login = account.login ?? "\(account.uid)"
            throw .unknownAccount(login, to: what, profile: school.document.source.name)
        }
        return person
    }

    /// Who writes: the person, else the account, for what happened has to be recorded anyway.
    var author: Author {
        person.map { Author(by: $0.id, account) } ?? Author(account)
    }

    /// Shows times as the school's clock does; in UTC without a profile.
    var clock: LocalTime {
        let zone = school?.school.timeZone ?? "UTC"
        return LocalTime(zone: zone, zones: .iana(knowing: zone))
    }

    /// The time, in whole seconds.
    func now() throws(Refusal) -> Timestamp {
        guard let now = console.now().flatMap({ Timestamp(seconds: $0.seconds) }) else {
            throw Refusal("this computer's clock shows no usable time")
        }
        return now
    }

    /// Says that an entry is saved, and what happened on the way.
    func say(_ receipt: Receipt) {
        for note in receipt.notes { console.warn(note) }
        console.output.write(receipt.line + "\n")
        console.output.flush()
    }
}

extension Refusal {
    fileprivate static let noSchool = Refusal(
        "no `\(SchoolFile.name)` was found beside the record or in any folder above it",
        hint: "the school's profile lies with its record, so that nobody can give themselves a role"
    )

    fileprivate static func unknownAccount(
        _ account: String,
        to what: String,
        profile: String
    ) -> Refusal {
        Refusal(
            "the account \(account.quoted) is nobody's on the list of \(profile.quotedPath), so it "
                + "may not \(what)",
            hint: "whoever keeps the school's profile can enter it as somebody's `login`"
        )
    }
}

extension JournalError {
    fileprivate static let profileOfTheRecord = JournalError(
        .usage,
        "`\(Option.school.typed)` is for a trial record only: roles count as the profile with the "
            + "record has them",
        hint: "leave it out"
    )

    fileprivate static let notATrial = JournalError(
        .usage,
        "`\(Option.asPerson.typed)` is for a trial record only, and this is the real one",
        hint: "sign in with your own account"
    )

    fileprivate static func notListed(_ id: String, _ people: People) -> JournalError {
        let meant = nearest(to: id, among: people.all.flatMap(\.ids))
        return JournalError(
            .usage,
            "nobody on the school's list has the id \(id.quoted)",
            hint: meant.map { "did you mean `\($0)`?" }
        )
    }
}

extension Console {
    /// Who uses the program, among a school's people.
    ///
    /// Where the record belongs to an account of its own, people reach it by `sudo`, which tells
    /// who they are. Somebody on the list is taken for themselves whatever their environment
    /// says: only an account that is nobody's, and that may write to the record, speaks for others.
    func caller(among people: People) -> Account {
        let isListed = account.login.flatMap { people.person(account: $0) } != nil
        return isListed ? account : invoker ?? account
    }
}
