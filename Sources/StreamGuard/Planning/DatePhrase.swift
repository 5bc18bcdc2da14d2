import Checklist

/// A day and a time as people say them: `tomorrow 9:30`, `Tue 24 Nov 09:30`, `24/11 9.30`.
///
/// Days come before months, as in Britain. A date without a year is the nearest one; a weekday
/// alone is the next one, today included.
struct DatePhrase: Equatable {
    private(set) var day: Day?
    private(set) var time: ClockTime?

    /// Why a phrase was not understood: one sentence for whoever typed it.
    struct Unclear: Error, Equatable {
        let reason: String

        init(_ reason: String) { self.reason = reason }
    }

    /// Reads a phrase.
    ///
    /// - Parameters:
    ///   - text: what was typed.
    ///   - today: the day that `today` stands for.
    ///   - time: the time that `now` stands for.
    /// - Throws: why it was not understood.
    init(_ text: String, today: Day, now time: ClockTime) throws(Unclear) {
        var words = DateWords(text)
        var weekday: (number: Int, shift: WeekdayShift)?
        var date: (day: Int, month: Int, year: Int?)?
        while let word = words.next() {
            if word == "now" {
                try setDay(today)
                try setTime(time)
            } else if let shift = ["today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1][word] {
                try setDay(today.adding(shift))
            } else if let days = try words.distance(after: word) {
                try setDay(today.adding(days))
            } else if let shift = WeekdayShift(rawValue: word) {
                guard let number = words.next().flatMap(DateWords.weekday) else {
                    throw Unclear(
                        "After `\(word)` a weekday was expected, as in `\(word) Tuesday`."
                    )
                }
                weekday = (number, shift)
            } else if let number = DateWords.weekday(word) {
                guard weekday == nil else { throw Unclear("That names two weekdays.") }
                weekday = (number, .this)
            } else if let given = try words.time(from: word) {
                try setTime(given)
            } else if let given = try words.date(from: word) {
                guard date == nil else { throw Unclear("That names two dates.") }
                date = given
            } else {
                throw Unclear("`\(word.inert)` was not understood as a day or a time.")
            }
        }
        if let date { try setDay(DatePhrase.nearest(date, to: today)) }
        try settle(weekday, today: today)
        guard day != nil || self.time != nil else {
            throw Unclear("That names no day and no time.")
        }
    }

    private mutating func setDay(_ new: Day) throws(Unclear) {
        guard day == nil else { throw Unclear("That names two days.") }
        day = new
    }

    private mutating func setTime(_ new: ClockTime) throws(Unclear) {
        guard time == nil else { throw Unclear("That names two times.") }
        time = new
    }

    /// A weekday beside a date has to be the date's own; alone it is a day near today.
    private mutating func settle(
        _ weekday: (number: Int, shift: WeekdayShift)?,
        today: Day
    ) throws(Unclear) {
        guard let weekday else { return }
        if let day {
            guard day.weekday == weekday.number else {
                throw Unclear("The weekday and the date disagree: that date is \(day.described).")
            }
            return
        }
        let ahead = (weekday.number - today.weekday + 7) % 7
        switch weekday.shift {
        case .this: day = today.adding(ahead)
        case .next: day = today.adding(ahead == 0 ? 7 : ahead)
        case .last: day = today.adding(ahead - 7)
        }
    }

    /// Without a year, the day of that name that is nearest to today.
    private static func nearest(
        _ date: (day: Int, month: Int, year: Int?),
        to today: Day
    ) throws(Unclear) -> Day {
        let years = date.year.map { [$0] } ?? [today.year - 1, today.year, today.year + 1]
        let days = years.compactMap { Day(year: $0, month: date.month, day: date.day) }
        guard
            let nearest = days.min(by: {
                abs($0.number - today.number) < abs($1.number - today.number)
            })
        else { throw Unclear("The calendar has no such date.") }
        return nearest
    }

    enum WeekdayShift: String { case this, next, last }
}
