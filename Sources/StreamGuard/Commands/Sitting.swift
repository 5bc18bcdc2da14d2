import Checklist

/// One plan with everything that it is looked at with: what `explain` and `eval` need.
struct Sitting {
    let rulebook: Rulebook
    let documents: [String: Document]
    /// The school that was found, if any.
    let school: School?
    let clock: LocalTime
    let now: Timestamp

    /// Reads the plan, if there is one, its school, and the checklists with these additions.
    init(
        _ invocation: Invocation,
        _ console: Console,
        plan: String?,
        needsSchool: Bool
    ) throws(Refusal) {
        guard let now = console.now().flatMap({ Timestamp(seconds: $0.seconds) }) else {
            throw .noClock
        }
        let shipped = try ShippedFiles(console)
        var library = try Library(shipped, adding: invocation.values(.checklist))
        var documents: [String: Document] = [:]
        for (name, option) in [("live", Option.live), ("history", .history)] {
            if let path = invocation.value(option) { documents[name] = try Texts.document(path) }
        }
        if let plan {
            documents["plan"] =
                plan == "-"
                ? try Texts.document(try console.input(FileReader.limit), named: "standard input")
                : try Texts.document(plan)
        }
        let folder = plan.flatMap { $0 == "-" ? console.workingFolder : Paths.folder(of: $0) }
        if let path = invocation.value(.school) ?? folder.flatMap(SchoolFile.nearest(to:)) {
            let name = Paths.shown(path, from: console.workingFolder)
            documents["school"] = try Texts.document(path, shownAs: name)
        } else if needsSchool {
            throw .noSchool(samples: shipped.schools)
        }
        let form = try library.form("school")
        school = documents["school"].map { School($0, form: form) }
        let zone = school?.timeZone ?? "UTC"
        let zones = Zones.iana(knowing: zone)
        if let text = invocation.value(.at) {
            guard let time = zones.instant(of: text, in: zone) else { throw .notATime(text) }
            self.now = time
        } else {
            self.now = now
        }
        rulebook = try library.rulebook(library.ids)
        clock = LocalTime(zone: zone, zones: zones)
        self.documents = documents
    }

    /// The documents as answers.
    func answers() throws(Refusal) -> Answers {
        do throws(Diagnostics) {
            return try rulebook.answers(documents, zone: clock.zone, zones: clock.zones)
        } catch {
            throw .documentsHaveErrors(error)
        }
    }
}

extension Refusal {
    fileprivate static let noClock = Refusal("this computer's clock shows no usable time")

    fileprivate static func noSchool(samples: String) -> Refusal {
        Refusal(
            "no `\(SchoolFile.name)` was found beside the plan or in any folder above",
            hint: "name the school's profile with `--school FILE`; samples lie in "
                + samples.quotedPath
        )
    }

    fileprivate static func notATime(_ text: String) -> Refusal {
        Refusal(
            "`\(Option.at.typed)` cannot be \(text.quoted)",
            hint: "write 2026-11-24T09:30, or 2026-11-24T09:30:00Z"
        )
    }

    static func documentsHaveErrors(_ problems: Diagnostics) -> Refusal {
        Refusal("these answers have errors, so nothing was worked out", problems: problems)
    }
}
