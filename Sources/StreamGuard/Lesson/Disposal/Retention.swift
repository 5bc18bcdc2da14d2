import Checklist

/// How long a school keeps what its record says, by kind of record.
struct Retention {
    /// A kind of record.
    enum Kind: String, CaseIterable {
        case routine, incident, staff
        case childProtection = "child-protection"
        case abuse
        /// Plans that no session was opened with.
        case plan
        /// What reviews found and resolved.
        case review

        /// Whether no date alone ends it: somebody has to look and decide.
        var needsPerson: Bool {
            switch self {
            case .staff, .childProtection, .abuse: true
            case .routine, .incident, .plan, .review: false
            }
        }

        /// The setting of the profile that says how long.
        fileprivate var setting: String {
            switch self {
            case .childProtection: "childProtection"
            case .plan: "routine"
            case .review: "reviews"
            default: rawValue
            }
        }

        var words: String {
            switch self {
            case .routine: "a session in which nothing went wrong, or only the technology"
            case .incident: "a session with an incident"
            case .staff: "a session with an incident about somebody who works or helps in school"
            case .childProtection: "a session with an incident that may belong to child protection"
            case .abuse: "a session with an incident that may be about sexual abuse"
            case .plan: "a plan that was never run"
            case .review: "what a review found and resolved"
            }
        }
    }

    /// The month in which a school year ends, from 1.
    let yearEnds: Int
    /// In days, after the end of the school year.
    private let days: [Kind: Int]
    /// The kinds for which the school keeps less than the form's default.
    let shortened: Set<Kind>

    /// What a profile says, and where it is silent the form's defaults.
    init(_ school: Document?, form: Document) {
        let fields =
            form.root.member("fields")?.elements.first { $0.member("name")?.string == "retention" }?
            .member("fields")?.elements ?? []
        func fallback(_ name: String) -> Node? {
            fields.first { $0.member("name")?.string == name }?.member("default")
        }
        let set = school?.root.member("retention")
        var days: [Kind: Int] = [:]
        var shortened: Set<Kind> = []
        for kind in Kind.allCases {
            // A form of a school's own that lacks the setting must not make everything due.
            let usual = fallback(kind.setting).flatMap(Retention.days) ?? Retention.longest
            let own = set?.member(kind.setting).flatMap(Retention.days)
            days[kind] = own ?? usual
            if let own, own < usual { shortened.insert(kind) }
        }
        self.days = days
        self.shortened = shortened
        let month = (set?.member("yearEnds") ?? fallback("yearEnds")).map(JSON.init)
        if case .int(let month)? = month, (1...12).contains(month) {
            yearEnds = Int(month)
        } else {
            yearEnds = 12
        }
    }

    private static let longest = 36_525

    private static func days(_ node: Node) -> Int? {
        guard let text = node.string, let length = Duration(text, calendarUnits: true),
            length.seconds >= 0
        else { return nil }
        // A part of a day counts as a whole one.
        return Int((length.seconds + 86_399) / 86_400)
    }

    func days(_ kind: Kind) -> Int { days[kind] ?? Retention.longest }

    /// The first day on which something of this day may be erased.
    func end(of kind: Kind, from day: Day) -> Day { yearEnd(after: day).adding(days(kind) + 1) }

    /// The last day of the school year that a day belongs to.
    func yearEnd(after day: Day) -> Day {
        for year in [day.year, day.year + 1] {
            let (nextYear, nextMonth) = yearEnds == 12 ? (year + 1, 1) : (year, yearEnds + 1)
            if let next = Day(year: nextYear, month: nextMonth, day: 1), next > day {
                return next.adding(-1)
            }
        }
        return day
    }

    /// The soonest that anything of a day may be erased, whatever happened.
    func soonest(from day: Day) -> Day {
        Kind.allCases.map { end(of: $0, from: day) }.min() ?? day
    }
}

extension Retention {
    /// The kinds of record that a session is, by the incidents that were ever noted in it, those
    /// that were corrected too: what was hushed up by a correction is kept as long.
    static func kinds(of timeline: Timeline, _ routes: Routes) -> Set<Kind> {
        var kinds: Set<Kind> = [.routine]
        for item in timeline.all {
            guard case .incident(let note) = item.event else { continue }
            guard let category = routes.category(note.category) else {
                // Of what nobody knows any more, the most careful is believed.
                kinds.formUnion([.childProtection, .abuse])
                continue
            }
            kinds.insert(note.isConfidential ? category.keptAboutStaff : category.kept)
            // Whoever it is about: what happened to a child stays what it is.
            if note.isConfidential, category.kept.needsPerson { kinds.insert(category.kept) }
        }
        return kinds
    }
}
