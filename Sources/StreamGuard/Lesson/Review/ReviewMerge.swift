import Checklist

// Parts of a review, made one after the other or side by side, and added together: the same comes
// of it in whatever order.

extension Review {
    /// Adds another part: of another record, or of other sessions of the same.
    mutating func add(_ other: Review) {
        figures.add(other.figures)
        queueLength += other.queueLength
        queueAccepted += other.queueAccepted
        rules += other.rules
        categories += other.categories
        weeks += other.weeks
        records += other.records
        repeats += other.repeats
        for figure in other.single {
            if let known = single.remove(figure) { repeats.append(known) }
            repeats.append(figure)
        }
        queue += other.queue
        named.merge(other.named, uniquingKeysWith: +)
        neverRan += other.neverRan
        actions += other.actions
        if let more = other.sample {
            var all = sample ?? ReviewSample(phrase: more.phrase, size: more.size)
            all.drawn += more.drawn
            all.bases += more.bases.filter { !all.bases.contains($0) }
            all.bases.sort { $0.record < $1.record }
            sample = all
        }
        settle()
    }

    /// Puts like to like and everything in its order, and cuts the lists off.
    mutating func settle() {
        rules = joined(rules, by: \.rule) { $0.add($1) }.sorted { $0.comesBefore($1) }
        categories = joined(categories, by: \.category) { $0.add($1) }
            .sorted { $0.comesBefore($1) }
        records = joined(records, by: \.number) { $0.add($1) }.sorted { $0.number < $1.number }
        settleWeeks()
        settleRepeats()
        queue = Array(queue.sorted { $0.comesBefore($1) }.prefix(limits.queue))
        named = named.mapValues { sessions in
            Array(sessions.sorted { $0.comesBefore($1) }.prefix(limits.named))
        }
        neverRan = Array(neverRan.sorted { $0.comesBefore($1) }.prefix(limits.neverRan))
        actions.sort { $0.comesBefore($1) }
        if let sample {
            self.sample?.drawn = Array(
                sample.drawn.sorted { $0.comesBefore($1) }.prefix(sample.size)
            )
        }
    }

    private mutating func settleWeeks() {
        var known = weeks
        var monday = scope.from.monday
        // Whoever asks for all time gets the weeks in which something was.
        if scope.to.number - scope.from.number < Review.mostDays {
            while monday <= scope.to {
                known.append(WeekFigure(monday: monday))
                monday = monday.adding(7)
            }
        }
        weeks = joined(known, by: \.monday) { $0.add($1) }.sorted { $0.monday < $1.monday }
    }

    /// Fifty years.
    private static let mostDays = 18_300

    private mutating func settleRepeats() {
        repeats = joined(repeats, by: \.key) { $0.sessions += $1.sessions }
        // One of a part may be the third of the whole.
        for index in repeats.indices {
            var one = repeats[index]
            one.sessions = 1
            if single.remove(one) != nil { repeats[index].sessions += 1 }
        }
        for one in repeats where one.sessions == 1 { single.insert(one) }
        repeats = repeats.filter { $0.sessions > 1 }.sorted { $0.comesBefore($1) }
    }

    private func joined<T, Key: Hashable>(
        _ all: [T],
        by key: (T) -> Key,
        _ add: (inout T, T) -> Void
    ) -> [T] {
        var places: [Key: Int] = [:]
        var joined: [T] = []
        for one in all {
            if let place = places[key(one)] {
                add(&joined[place], one)
            } else {
                places[key(one)] = joined.count
                joined.append(one)
            }
        }
        return joined
    }
}

// MARK: Like to like

extension ReviewFigures {
    mutating func add(_ other: ReviewFigures) {
        planned += other.planned
        ran += other.ran
        unheld.merge(other.unheld, uniquingKeysWith: +)
        toCome += other.toCome
        approvals.merge(other.approvals, uniquingKeysWith: +)
        marks.merge(other.marks, uniquingKeysWith: +)
        logs.merge(other.logs, uniquingKeysWith: +)
        oneToOnesPlanned += other.oneToOnesPlanned
        oneToOneApprovals.merge(other.oneToOneApprovals, uniquingKeysWith: +)
        oneToOnesUnplanned += other.oneToOnesUnplanned
        pupils += other.pupils
        staff += other.staff
        visitors += other.visitors
        unknown += other.unknown
        lengths.add(other.lengths)
        recordedPlanned += other.recordedPlanned
        recordedUnplanned += other.recordedUnplanned
        recordedUnknown += other.recordedUnknown
        incidents += other.incidents
        waiting += other.waiting
        handovers.add(other.handovers)
        broken += other.broken
        spells += other.spells
        lateEntries += other.lateEntries
        corrections += other.corrections
        accepted += other.accepted
    }
}

extension ReviewedRecord {
    fileprivate mutating func add(_ other: ReviewedRecord) {
        sessions += other.sessions
        harmed += other.harmed
        for problem in other.problems where !problems.contains(problem) { problems.append(problem) }
        problems.sort()
    }
}

extension RuleFigure {
    fileprivate mutating func add(_ other: RuleFigure) {
        let (item, title) = (min(item, other.item), [title, other.title].compactMap { $0 }.min())
        self = RuleFigure(
            rule: rule,
            item: item,
            title: title,
            sessions: sessions + other.sessions,
            spells: spells + other.spells,
            minutes: minutes + other.minutes,
            atStart: atStart + other.atStart
        )
    }

    /// Most frequent first.
    fileprivate func comesBefore(_ other: RuleFigure) -> Bool {
        (-sessions, -spells, rule) < (-other.sessions, -other.spells, other.rule)
    }
}

extension IncidentFigure {
    fileprivate mutating func add(_ other: IncidentFigure) {
        means = [means, other.means].compactMap { $0 }.min()
        count += other.count
        aboutStaff += other.aboutStaff
        handedOver += other.handedOver
        waiting += other.waiting
        handovers.add(other.handovers)
        told.merge(other.told, uniquingKeysWith: +)
    }

    fileprivate func comesBefore(_ other: IncidentFigure) -> Bool {
        (-count, category) < (-other.count, other.category)
    }
}

extension WeekFigure {
    fileprivate mutating func add(_ other: WeekFigure) {
        planned += other.planned
        ran += other.ran
        incidents += other.incidents
        broken += other.broken
        unapproved += other.unapproved
    }
}

extension RepeatFigure {
    fileprivate struct Key: Hashable {
        let record: Int
        let kind: Kind
        let id: String
        let rule: String
    }

    fileprivate var key: Key { Key(record: record, kind: kind, id: id, rule: rule) }

    fileprivate func comesBefore(_ other: RepeatFigure) -> Bool {
        (-sessions, record, kind.rawValue, id, rule)
            < (-other.sessions, other.record, other.kind.rawValue, other.id, other.rule)
    }
}
