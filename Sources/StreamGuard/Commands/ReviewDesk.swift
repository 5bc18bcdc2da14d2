import Checklist

/// One of the records that a review is about, open for whoever is at the keyboard.
struct ReviewDesk {
    /// Its place in the command.
    let number: Int
    /// As the command named it.
    let path: String
    let desk: RecordDesk
    let person: People.Person
    /// How they may look at it, widest first.
    let views: [ReviewView]

    var workspace: Workspace { desk.workspace }

    /// What the review tells of the record itself.
    var record: ReviewedRecord {
        ReviewedRecord(
            number: number,
            path: path,
            origin: workspace.origin.name,
            school: desk.school?.school.id,
            name: desk.school?.school.name,
            isTrial: workspace.isTrial
        )
    }

    /// Opens a record: the folder of a store, or one with a store in it.
    init(
        _ path: String,
        number: Int,
        _ invocation: Invocation,
        _ console: Console
    ) throws(ReviewFailure) {
        self.number = number
        self.path = Paths.shown(path, from: console.workingFolder)
        do throws(JournalError) {
            let workspace = try Workspace(
                at: try ReviewDesk.store(path, console),
                .system(console),
                toJudge: true
            )
            desk = try RecordDesk(invocation, console, workspace)
        } catch {
            throw ReviewFailure(unread: error.refusal)
        }
        if let problem = desk.schoolProblem, desk.school == nil {
            throw ReviewFailure(unread: problem)
        }
        guard let person = desk.person else {
            throw ReviewFailure(permission: .stranger(desk.account, to: self.path))
        }
        self.person = person
        views = Viewer.views(of: person)
    }

    /// The store that a name means.
    private static func store(_ path: String, _ console: Console) throws(JournalError) -> String {
        let folder = try Workspace.absolute(path, console)
        let inside = Paths.joined(folder, Workspace.name)
        let isStore = FileReader.exists(Paths.joined(folder, "\(Ledger.chain).jsonl"))
        return !isStore && FileReader.exists(inside) ? inside : folder
    }

    func viewer(_ view: ReviewView) -> Viewer {
        Viewer(view: view, person: person, people: desk.people)
    }
}

/// Why a record is left out of a review.
struct ReviewFailure: Error {
    private(set) var refusal: Refusal
    /// Whether it is because of who asks.
    let isPermission: Bool
    /// What a review says of the record; nothing of one that its reader may not know.
    private(set) var record: ReviewedRecord?

    init(unread refusal: Refusal) { (self.refusal, isPermission) = (refusal, false) }
    init(permission refusal: Refusal) { (self.refusal, isPermission) = (refusal, true) }

    /// Which of the records it is about.
    func about(_ path: String, number: Int, of count: Int) -> ReviewFailure {
        guard !isPermission else { return self }
        var failure = self
        failure.record = ReviewedRecord(
            number: number,
            path: path,
            origin: path,
            problems: ["it is left out: \(refusal.message)"]
        )
        if count > 1 {
            failure.refusal = Refusal(
                "\(path.quotedPath) is left out: \(refusal.message)",
                hint: refusal.hint,
                problems: refusal.problems
            )
        }
        return failure
    }
}

extension Refusal {
    fileprivate static func stranger(_ account: Account, to path: String) -> Refusal {
        let login = account.login ?? "\(account.uid)"
        return Refusal(
            "the account \(login.quoted) is nobody's on the school's list of \(path.quotedPath), "
                + "so nothing of that record is shown",
            hint: "whoever keeps the school's profile can enter it as somebody's `login`"
        )
    }

    static func notForThem(_ view: ReviewView, _ desk: ReviewDesk) -> Refusal {
        let roles = view == .dsl ? Viewer.leaders : Viewer.governors
        return Refusal(
            "`\(Option.reviewView.typed) \(view.rawValue)` of \(desk.path.quotedPath) is for the "
                + "roles \(listed(roles, joinedBy: "or")), and \(desk.person.id.quoted) has none "
                + "of them there",
            hint: desk.views.first.map { "`\(Option.reviewView.typed) \($0.rawValue)` is yours" }
        )
    }
}
