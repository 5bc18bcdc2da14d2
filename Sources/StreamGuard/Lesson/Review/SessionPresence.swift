import Checklist

/// Who was together with whom in a session, and for how long, in one pass over its log.
///
/// It tells people apart by what can never be erased: staff by their id, everybody else by the
/// number that they have in their session. Only logs without such numbers are read by their texts.
struct SessionPresence {
    /// Seconds with exactly one pupil and no more than one adult; while the first pupil waits for
    /// the others to arrive, only those after ``arrivals``.
    private(set) var alone = 0
    /// Seconds with pupils and fewer than two members of staff.
    private(set) var understaffed = 0
    /// Whether two members of staff were ever there together with a pupil.
    private(set) var hadSecond = false
    /// The ids of the school's people who were there, sorted.
    private(set) var adults: [String] = []

    /// How long the first pupil may be waiting for the others before it counts as a one-to-one.
    static let arrivals: Int64 = 5 * 60

    private typealias Part = SessionEvent.Part

    private var parts: [String: Part] = [:]
    private var present: [String: Part] = [:]
    private var pupilsThere = 0
    private var staffThere = 0
    private var pupilsCame: Set<String> = []
    /// Milliseconds, for what happens within a second adds up too.
    private var aloneTime = 0
    private var understaffedTime = 0
    /// When the one who waits for the others has waited long enough.
    private var arrivedBy: Timestamp?

    /// How many different people had a part last.
    func count(_ part: SessionEvent.Part) -> Int {
        parts.values.reduce(0) { $0 + ($1 == part ? 1 : 0) }
    }

    /// An end before the start is no end: then those count as there whom nobody saw leave, up to
    /// the last thing that was written down.
    init(_ timeline: Timeline, startedAt: Timestamp?, endedAt: Timestamp?) {
        let isEnd = endedAt.map { end in startedAt.map { $0 <= end } ?? true } ?? false
        let end = isEnd ? endedAt : nil
        var last: Timestamp?
        for item in timeline.happened {
            if let end, item.occurred > end { break }
            if let last, last != item.occurred { pass(from: last, to: item.occurred) }
            last = item.occurred
            add(item, startedAt: startedAt)
        }
        if let last, let end, end > last { pass(from: last, to: end) }
        // Whoever is there in the last instant of all was there, for however short a time.
        if end == nil || last != end { noteSecond() }
        alone = aloneTime / 1000
        understaffed = understaffedTime / 1000
        adults = staffIDs.sorted()
    }

    private var staffIDs: Set<String> = []

    private mutating func add(_ item: Timeline.Item, startedAt: Timestamp?) {
        switch item.event {
        case .join(let who, let part, _):
            let key = key(who, item)
            if who.isStaff, let id = who.id { staffIDs.insert(id) }
            if let old = present[key] { leave(old) }
            present[key] = part
            parts[key] = part
            if part == .pupil {
                pupilsThere += 1
                if pupilsCame.insert(key).inserted, pupilsCame.count == 1 {
                    let from = max(startedAt ?? item.occurred, item.occurred)
                    arrivedBy = from.adding(Duration(seconds: SessionPresence.arrivals))
                }
            } else if part.isStaff {
                staffThere += 1
            }
        case .leave(let who):
            var left: String? = key(who, item)
            if let key = left, present[key] == nil {
                // Somebody whose id was erased, in a log without numbers: any of those.
                left = who.id == nil ? present.keys.filter { $0.hasPrefix("?") }.min() : nil
            }
            if let left, let part = present.removeValue(forKey: left) { leave(part) }
        default: break
        }
    }

    private mutating func leave(_ part: Part) {
        if part == .pupil { pupilsThere -= 1 } else if part.isStaff { staffThere -= 1 }
    }

    private func key(_ who: SessionEvent.Somebody, _ item: Timeline.Item) -> String {
        if who.isStaff, let id = who.id { return "=\(id)" }
        if let number = item.entry.number("person") { return "#\(number)" }
        return who.id.map { "=\($0)" } ?? "?\(item.seq)"
    }

    /// Time goes by in which nobody comes or goes.
    private mutating func pass(from: Timestamp, to: Timestamp) {
        noteSecond()
        guard pupilsThere > 0 else { return }
        let time = to.milliseconds - from.milliseconds
        if staffThere < 2 { understaffedTime += time }
        guard pupilsThere == 1, present.count <= 2 else { return }
        guard pupilsCame.count == 1, let arrivedBy, from < arrivedBy else {
            aloneTime += time
            return
        }
        aloneTime += max(0, to.milliseconds - arrivedBy.milliseconds)
    }

    private mutating func noteSecond() {
        if pupilsThere > 0, staffThere >= 2 { hadSecond = true }
    }
}
