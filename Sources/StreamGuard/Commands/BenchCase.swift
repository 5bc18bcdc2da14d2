import Checklist

extension Bench {
    /// A school that was read, with what its plans are judged by.
    struct SchoolCase {
        let document: Document
        let school: School
        let rulebook: Rulebook
        let zones: Zones

        /// The checklists that are asked, for reports.
        var checklists: [Report.CheckedList] {
            rulebook.checklists.map {
                Report.CheckedList(id: $0.id, version: $0.version, title: $0.title)
            }
        }

        /// Shows times as the school's clocks do.
        var clock: LocalTime { LocalTime(zone: school.timeZone, zones: zones) }
    }

    /// Everything that plans are judged by, apart from themselves.
    struct Ground {
        /// Where the school's profile lies.
        let path: String
        let school: SchoolCase
        /// The documents that are the same for every plan.
        let documents: [String: Document]
        let moment: String
        let at: Timestamp
    }

    /// One plan to be judged, and as at when.
    struct Case {
        /// How people know the plan, for messages.
        let name: String
        /// Its file, if it was read from one.
        var file: String?
        /// The moment that is asked; what the command line says if nothing else is given.
        var moment: String?
        /// The time that stands for "now"; what the command line says if nothing else is given.
        var at: Timestamp?
        /// Facts of the running session.
        var live: Document?
        /// Facts that are counted from earlier sessions, for a plan as the rules understand it,
        /// as at a time.
        ///
        /// What the command line names in `--live` and `--history` counts instead of both.
        var history: ((Plan, Timestamp) -> Document?)?
    }
}
