import Checklist

/// What a reviewer has to say, from the command line: what was found, and what is to be done.
struct ReviewWords {
    let finding: String?
    let actions: [ReviewEntry.Resolution]

    /// INVARIANT: what is refused is refused before anything is shown or saved.
    init(_ invocation: Invocation, _ desk: RecordDesk) throws(Refusal) {
        finding = try ReviewWords.text(.finding, invocation, desk.console)
        let texts = invocation.values(.action)
        let owners = try ReviewWords.each(.owner, invocation, count: texts.count)
        let days = try ReviewWords.each(.actionDay, invocation, count: texts.count)
        guard texts.count <= ReviewEntry.mostActions else { throw .tooMany(texts.count) }
        var actions: [ReviewEntry.Resolution] = []
        for (index, text) in texts.enumerated() {
            let words = Reply.trimmed(text)
            guard !words.isEmpty else { throw .emptyAction }
            try ReviewWords.refusePrivate(words, invocation)
            actions.append(
                ReviewEntry.Resolution(
                    text: words,
                    owner: try ReviewWords.owner(owners[index], desk.people),
                    due: try ReviewWords.day(days[index], desk)
                )
            )
        }
        self.actions = actions
    }

    var isEmpty: Bool { finding == nil && actions.isEmpty }

    /// The words of an option, where `-` stands for standard input; nothing without any.
    static func text(
        _ option: Option,
        _ invocation: Invocation,
        _ console: Console
    ) throws(Refusal) -> String? {
        guard var typed = invocation.value(option) else { return nil }
        if typed == "-" {
            guard
                let text = String(
                    validating: try console.input(RecordLine.textLimit + 1),
                    as: UTF8.self
                )
            else { throw Refusal("standard input is no text") }
            typed = text
        }
        let words = Reply.trimmed(typed)
        guard !words.isEmpty else { throw Refusal("`\(option.typed)` has no words") }
        try refusePrivate(words, invocation)
        return words
    }

    /// What looks as if it did not belong in a record is only kept if somebody says so.
    private static func refusePrivate(
        _ text: String,
        _ invocation: Invocation
    ) throws(Refusal) {
        guard !invocation.has(.keepText), let remark = PrivateText.remark(on: text) else { return }
        throw Refusal(
            "nothing was saved. \(remark)",
            hint: "`\(Option.keepText.typed)` saves it as it is"
        )
    }

    /// The values of an option, one for each action.
    private static func each(
        _ option: Option,
        _ invocation: Invocation,
        count: Int
    ) throws(Refusal) -> [String] {
        let values = invocation.values(option)
        if count > 0, values.count == 1 { return Array(repeating: values[0], count: count) }
        guard values.count == count else { throw .doesNotMatch(option, values.count, count) }
        return values
    }

    private static func owner(_ id: String, _ people: People) throws(Refusal) -> String {
        guard let person = people.person(id: id), person.id.isWord else {
            let meant = nearest(to: id, among: people.all.flatMap(\.ids))
            throw Refusal(
                "nobody on the school's list has the id \(id.quoted)",
                hint: meant.map { "did you mean `\($0)`?" }
            )
        }
        return person.id
    }

    /// A day as people type it, today or later.
    private static func day(_ typed: String, _ desk: RecordDesk) throws(Refusal) -> Day {
        let (clock, now) = (desk.clock, try desk.now())
        let setting = Reply.Setting(zone: clock.zone, zones: clock.zones, now: now)
        var day: Day?
        do throws(Reply.Unclear) {
            let text = try Reply(typed, for: .timestamp, in: setting).value.text ?? typed
            day = Day(iso: String(text.prefix(10)))
        } catch {
            throw Refusal(
                "`\(Option.actionDay.typed)` cannot be \(typed.quoted)",
                hint: error.reason
            )
        }
        guard let day else {
            throw Refusal(
                "`\(Option.actionDay.typed)` cannot be \(typed.quoted)",
                hint: "write a day such as `18 Dec`"
            )
        }
        guard day >= Day(now, zone: clock.zone, zones: clock.zones) else {
            throw Refusal("`\(Option.actionDay.typed)`: \(day.described) is past already")
        }
        return day
    }
}

extension Page {
    /// What was found and resolved, in the entry of that number.
    mutating func resolved(_ words: ReviewWords, in entry: Int) {
        if let finding = words.finding { labelled("Finding:", finding, indent: 2) }
        for (index, action) in words.actions.enumerated() {
            labelled(
                "Action \(entry).\(index + 1):",
                "\(action.text) (\(action.owner), by \(action.due.described))",
                indent: 2
            )
        }
    }
}

extension Refusal {
    fileprivate static let emptyAction = Refusal("`\(Option.action.typed)` has no words")

    fileprivate static func tooMany(_ count: Int) -> Refusal {
        Refusal(
            "\(count) actions are too many for one entry: \(ReviewEntry.mostActions) is the most",
            hint: "save some of them with another entry"
        )
    }

    fileprivate static func doesNotMatch(
        _ option: Option,
        _ count: Int,
        _ actions: Int
    ) -> Refusal {
        Refusal(
            "`\(option.typed)` is given \(counted(count, "time")), for "
                + counted(actions, "action"),
            hint: "each action needs who sees to it and by when, in the same order: "
                + "`\(Option.action.typed) 'Buy a camera' \(Option.owner.typed) head "
                + "\(Option.actionDay.typed) '18 Dec'`"
        )
    }
}
