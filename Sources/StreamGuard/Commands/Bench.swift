import Checklist

/// Everything that plans are judged by: the library, the schools, the moment and the time.
///
/// A command that judges one plan as it was handed in takes ``school(at:)`` and then
/// ``judge(_:of:as:)``; one that judges files prepares for them first, so that a checklist with an
/// error is refused before anything is judged.
struct Bench {
    private let invocation: Invocation
    private let console: Console
    private let now: Timestamp
    private let moment: String
    private let shipped: ShippedFiles
    private var library: Library
    private var schools: [String: SchoolState] = [:]
    private var facts: [String: Document] = [:]

    /// What became of a school's file.
    private enum SchoolState {
        case ready(SchoolCase)
        /// Somebody has been told what is wrong with it.
        case refused
    }

    init(_ invocation: Invocation, _ console: Console) throws(Refusal) {
        self.invocation = invocation
        self.console = console
        // A lesson is planned by the minute: a fraction of a second would only be noise.
        guard let now = console.now().flatMap({ Timestamp(seconds: $0.seconds) }) else {
            throw .noClock
        }
        self.now = now
        moment = invocation.value(.moment) ?? "plan"
        shipped = try ShippedFiles(console)
        library = try Library(shipped, adding: invocation.values(.checklist))
        for (name, option) in [("live", Option.live), ("history", .history)] {
            if let path = invocation.value(option) { facts[name] = try Texts.document(path) }
        }
        _ = try time(in: "UTC", .utcOnly)
    }

    // MARK: Schools

    /// Reads every school and compiles every checklist that the plans need.
    ///
    /// A school with an error fails its own plans; a checklist with an error fails everything.
    mutating func prepare(for plans: [PlanFile]) throws(Refusal) {
        for plan in plans {
            guard let path = try? schoolFile(for: plan) else { continue }
            try prepare(path)
        }
    }

    private mutating func prepare(_ path: String) throws(Refusal) {
        guard schools[path] == nil else { return }
        let form = try library.form("school")
        let document: Document
        let school: School
        do throws(Refusal) {
            document = try Texts.document(path, shownAs: shown(path))
            school = School(document, form: form)
            try requireKnown(school.checklists, of: document)
        } catch {
            console.complain(error)
            schools[path] = .refused
            return
        }
        schools[path] = .ready(
            SchoolCase(
                document: document,
                school: school,
                rulebook: try library.rulebook(school.checklists),
                zones: .iana(knowing: school.timeZone)
            )
        )
    }

    private func requireKnown(_ ids: [String], of document: Document) throws(Refusal) {
        for id in ids where !library.ids.contains(id) {
            throw .unknownChecklist(id, among: library.ids, in: document)
        }
    }

    /// The school whose profile lies there, with its rules.
    mutating func school(at path: String) throws(Refusal) -> SchoolCase {
        try prepare(path)
        guard case .ready(let school)? = schools[path] else { throw .unusable(shown(path)) }
        return school
    }

    // MARK: Judging

    /// Judges a plan's file, in the light of what the record knows.
    mutating func judge(
        _ plan: PlanFile,
        with precedents: Precedents? = nil
    ) throws(Refusal) -> Report {
        let document = try read(plan)
        let path = try schoolFile(for: plan)
        guard case .ready(let school)? = schools[path] else {
            throw .notJudged(plan, because: shown(path))
        }
        do throws(Refusal) {
            return try judge(
                document,
                of: school,
                at: path,
                as: Case(name: plan.name, file: plan.path),
                with: precedents
            )
        } catch {
            // Told once: the school's other plans need not repeat it.
            let places = error.problems?.all.map(\.source.name) ?? []
            if places.contains(school.document.source.name) { schools[path] = .refused }
            throw error
        }
    }

    /// Judges a plan's document by a school's rules, in the light of what the record knows.
    func judge(
        _ document: Document,
        of school: SchoolCase,
        at path: String,
        as subject: Case,
        with precedents: Precedents?
    ) throws(Refusal) -> Report {
        let record = precedents?.about(schoolAt: path)
        var subject = subject
        subject.history = record.map { record in
            { record.history(of: $0, at: $1, school.clock) }
        }
        let report = try judge(document, of: school, as: subject)
        return record?.applied(to: report) { earlier in
            try? self.judge(earlier, of: school, as: Case(name: "an earlier version"))
        } ?? report
    }

    /// Judges a plan's document by a school's rules.
    func judge(
        _ document: Document,
        of school: SchoolCase,
        as subject: Case
    ) throws(Refusal) -> Report {
        let moment = subject.moment ?? self.moment
        var documents = facts
        documents["plan"] = document
        documents["school"] = school.document
        if facts["live"] == nil { documents["live"] = subject.live }
        var answers = try answers(documents, of: school, as: subject)
        // INVARIANT: no plan is ready because nothing was asked.
        guard school.rulebook.moments.contains(moment) else { throw .nothingAsked(at: moment) }
        let plan = Plan(answers, document)
        let now = try time(in: school.school.timeZone, school.zones)
        let at = subject.at ?? now
        if facts["history"] == nil, let history = subject.history?(plan, at) {
            documents["history"] = history
            answers = try self.answers(documents, of: school, as: subject)
        }
        return Report(
            file: subject.file,
            plan: plan,
            school: school.school,
            checklists: school.checklists,
            verdict: school.rulebook.judge(answers, moment: moment, now: at),
            at: at,
            clock: school.clock,
            documents: documents,
            forms: school.rulebook.forms
        )
    }

    private func answers(
        _ documents: [String: Document],
        of school: SchoolCase,
        as subject: Case
    ) throws(Refusal) -> Answers {
        do throws(Diagnostics) {
            return try school.rulebook.answers(
                documents,
                zone: school.school.timeZone,
                zones: school.zones
            )
        } catch {
            throw .hasErrors(subject.name, error)
        }
    }

    /// What plans at that place are judged by, whatever they say, for judging many of them.
    mutating func ground(for plan: PlanFile) throws(Refusal) -> Ground {
        try prepare(for: [plan])
        let path = try schoolFile(for: plan)
        guard case .ready(let school)? = schools[path] else {
            throw .notJudged(plan, because: shown(path))
        }
        guard school.rulebook.moments.contains(moment) else { throw .nothingAsked(at: moment) }
        var documents = facts
        documents["school"] = school.document
        return Ground(
            path: path,
            school: school,
            documents: documents,
            moment: moment,
            at: try time(in: school.school.timeZone, school.zones)
        )
    }

    /// What a plan at that place is judged by, for writing one.
    mutating func subject(for plan: PlanFile) throws(Refusal) -> Subject {
        try prepare(for: [plan])
        let path = try schoolFile(for: plan)
        guard case .ready(let judge)? = schools[path],
            let form = judge.rulebook.forms.first(where: { $0.name == "plan" })
        else { throw .notJudged(plan, because: shown(path)) }
        var documents = facts
        documents["school"] = judge.document
        return Subject(
            form: form,
            rulebook: judge.rulebook,
            documents: documents,
            zones: judge.zones,
            now: try time(in: judge.school.timeZone, judge.zones),
            scope: .rules(zone: judge.school.timeZone, always: ["title", "start", "end"])
        )
    }

    // MARK: Files and the time

    private func read(_ plan: PlanFile) throws(Refusal) -> Document {
        if let path = plan.path { return try Texts.document(path) }
        if console.inputIsTerminal { console.say("reading a plan from the keyboard, up to Ctrl-D") }
        return try Texts.document(try console.input(FileReader.limit), named: plan.name)
    }

    /// The profile that a plan is judged under.
    func schoolFile(for plan: PlanFile) throws(Refusal) -> String {
        if let chosen = invocation.value(.school) { return chosen }
        let folder = plan.path.map(Paths.folder(of:)) ?? console.workingFolder
        guard let file = folder.flatMap(SchoolFile.nearest(to:)) else {
            throw .noSchool(for: plan, samples: shipped.schools)
        }
        return file
    }

    private func shown(_ path: String) -> String {
        Paths.shown(path, from: console.workingFolder)
    }

    /// The instant that stands for "now".
    private func time(in zone: String, _ zones: Zones) throws(Refusal) -> Timestamp {
        guard let text = invocation.value(.at) else { return now }
        guard let time = zones.instant(of: text, in: zone) else { throw .notATime(text, in: zone) }
        return time
    }
}

extension Refusal {
    fileprivate static let noClock = Refusal("this computer's clock shows no usable time")

    fileprivate static func noSchool(for plan: PlanFile, samples: String) -> Refusal {
        let place = plan.path == nil ? "in this folder" : "beside \(plan.name.quotedPath)"
        return Refusal(
            "no `\(SchoolFile.name)` was found \(place) or in any folder above",
            hint: "name the school's profile with `--school FILE`; samples lie in "
                + samples.quotedPath
        )
    }

    fileprivate static func hasErrors(_ plan: String, _ problems: Diagnostics) -> Refusal {
        Refusal("\(plan.quotedPath) was not judged", problems: problems)
    }

    /// What is wrong with it has been told.
    fileprivate static func unusable(_ school: String) -> Refusal {
        Refusal("the school's profile \(school.quotedPath) cannot be used")
    }

    fileprivate static func notJudged(_ plan: PlanFile, because school: String) -> Refusal {
        Refusal(
            "\(plan.name.quotedPath) was not judged, because the school's profile "
                + "\(school.quotedPath) cannot be used"
        )
    }

    /// At its place in the school's file, where it stands there.
    fileprivate static func unknownChecklist(
        _ id: String,
        among ids: [String],
        in document: Document
    ) -> Refusal {
        let message = "there is no checklist \(id.quoted)"
        let help =
            nearest(to: id, among: ids).map { "did you mean `\($0)`?" }
            ?? "there are \(StreamGuard.listed(ids))"
        let listed = document.root.member("checklists")?.elements ?? []
        guard let node = listed.first(where: { $0.string == id }) else {
            return Refusal(message, hint: help)
        }
        let problem = Diagnostic(
            message: message,
            help: help,
            source: document.source,
            span: node.span
        )
        return Refusal(
            "the school's profile \(document.source.name.quotedPath) has errors",
            problems: Diagnostics([problem])
        )
    }

    fileprivate static func nothingAsked(at moment: String) -> Refusal {
        Refusal("no checklist asks anything at the moment \(moment.quoted)")
    }

    fileprivate static func notATime(_ text: String, in zone: String) -> Refusal {
        Refusal(
            "`\(Option.at.typed)` cannot be \(text.quoted)",
            hint: "write 2026-11-24T09:30 on the clocks of \(zone), or 2026-11-24T09:30:00Z; an "
                + "hour that the clocks skip does not exist"
        )
    }
}
