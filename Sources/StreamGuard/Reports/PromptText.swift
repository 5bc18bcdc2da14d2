import Checklist

/// A conversation's questions as text: lines only, words for every sign, at any width.
struct PromptText {
    let width: Int
    let colour: Bool
    let zone: String
    let zones: Zones

    /// A question with its answers to choose from.
    ///
    /// A long list that was shown before in full comes as ids only.
    func question(_ ask: Ask, heading: String?, shortList: Bool = false) -> String {
        var page = page
        if let heading { page.paragraph(heading, ink: .bold) }
        let element = ask.place.element.map { "\($0): " } ?? ""
        page.paragraph(element + ask.question.ask, ink: .bold)
        if let help = ask.question.help { page.paragraph(help) }
        if shortList {
            let ids = ask.choices.enumerated().map { "\($0 + 1).\u{a0}\($1.value)" }
            page.paragraph(ids.joined(separator: ", "), indent: 2)
        } else {
            choices(ask, on: &page)
        }
        if let how = how(ask) { page.paragraph(how) }
        if let old = ask.suggestion {
            let short = ask.isFree ? shown(old, ask.field) : meaning(old, ask.field)
            page.paragraph("\(ask.suggestedBy): \(short). Press Enter for the same.")
        }
        return page.text
    }

    /// The answers to choose from, each with what it means.
    func list(_ ask: Ask) -> String {
        var page = page
        choices(ask, on: &page)
        return page.text
    }

    /// Whether a whole part is as it was.
    func question(_ together: Together, _ group: Group) -> String {
        var page = page
        page.paragraph("\(together.heading): \(together.question)", ink: .bold)
        for answer in together.answers {
            guard let name = answer.place.name, let slot = group.slot(of: name) else { continue }
            let field = group.fields[slot]
            page.paragraph(
                "\(field.ask ?? name) \(meaning(answer.value, field))",
                indent: 2,
                hanging: 4
            )
        }
        page.paragraph("Press Enter for yes, or answer no to be asked one by one.")
        return page.text
    }

    /// Whether the questions that only serve advice are to be asked.
    func offer(_ count: Int, adviceOnly: Bool) -> String {
        var page = page
        let more = counted(count, "more question")
        page.paragraph(
            adviceOnly
                ? "The questions that count are done. \(more) only "
                    + "\(count == 1 ? "serves" : "serve") advice. Answer now, yes or no?"
                : "The main parts are done. \(more) can wait: a plan says so when it needs an "
                    + "answer. Answer now, yes or no?",
            ink: .bold
        )
        return page.text
    }

    /// The line after each answer: what blocks, and how many questions remain.
    func status(_ assessment: Assessment) -> String {
        let left = assessment.needed.count
        let questions = left == 0 ? "No question left." : "\(counted(left, "question")) left."
        var page = page
        guard let verdict = assessment.verdict else {
            page.paragraph(questions)
            return page.text
        }
        func named(_ status: [Status]) -> String? {
            let found = verdict.findings.filter {
                status.contains($0.status) && ($0.level != .advice || $0.status == .needsApproval)
            }
            guard let first = found.first else { return nil }
            let more = found.count > 1 ? ", and \(found.count - 1) more" : ""
            return "\(first.item) \(first.itemTitle)\(more)"
        }
        if let blocks = named([.notMet, .broken]) {
            page.paragraph("Stands in the way: \(blocks). \(questions)", hanging: 2)
        } else if let approval = named([.needsApproval]) {
            page.paragraph("Needs approval: \(approval). \(questions)", hanging: 2)
        } else {
            page.paragraph("Nothing stands in the way so far. \(questions)", hanging: 2)
        }
        return page.text
    }

    /// What `?` shows: how to answer, and the rule with its source.
    func help(_ ask: Ask, _ verdict: Verdict?) -> String {
        var page = page
        if let help = ask.question.help { page.paragraph(help) }
        page.paragraph(how(ask) ?? "Type the number of your answer, or its words.")
        if let finding = waiting(for: ask, verdict).first { rule(finding, on: &page) }
        page.paragraph(
            "`skip` leaves it open, `back` undoes the last answer, `why` lists the rules that need "
                + "this answer, `quit` stops. If your answer is one of these words, put `=` in "
                + "front."
        )
        return page.text
    }

    /// What `why` shows: every rule that waits for the answer.
    func why(_ ask: Ask, _ verdict: Verdict?) -> String {
        var page = page
        let findings = waiting(for: ask, verdict)
        if findings.isEmpty {
            page.paragraph(
                verdict == nil
                    ? "The rules for plans read this answer."
                    : "No rule waits for it: it tells this plan from others."
            )
        } else {
            page.paragraph("\(counted(findings.count, "rule needs", "rules need")) this answer:")
            for finding in findings { rule(finding, on: &page) }
        }
        return page.text
    }

    // MARK: Parts

    private var page: Page { Page(width: width, colour: colour) }

    private func choices(_ ask: Ask, on page: inout Page) {
        for (index, choice) in ask.choices.enumerated() {
            let words: String
            if ask.isFree {
                words = choice.means.isEmpty ? choice.value : "\(choice.value) – \(choice.means)"
            } else {
                words = choice.means.isEmpty ? choice.value : choice.means
            }
            page.paragraph("\(index + 1). \(words)", indent: 2, hanging: 5)
        }
    }

    private func how(_ ask: Ask) -> String? {
        switch ask.field.type {
        case .bool, .choice: nil
        case .list(.choice, _): "Type numbers such as `1, 3`, or `all`, or `none`."
        case .list: "Type them with commas between, or `none`."
        case .groups: "Type a short id for each, with commas between, or `none`."
        case .timestamp where ask.setting.start != nil:
            "A time such as `10:15`, or a length such as `45 minutes`."
        case .timestamp: "A day and time such as `tomorrow 9:30` or `Tue 24 Nov 09:30`."
        case .duration: "A length of time such as `45 minutes` or `6 weeks`."
        case .string where !ask.choices.isEmpty: "Type a number, or another id."
        case .string(let limits) where limits.format == .identifier:
            "A short id: letters, digits and hyphens."
        case .string(let limits) where limits.format == .timeOfDay: "A time such as `08:30`."
        case .string(let limits) where limits.maxLength <= 200:
            "A few words, at most \(limits.maxLength) characters."
        default: nil
        }
    }

    private func rule(_ finding: Finding, on page: inout Page) {
        page.paragraph("\(finding.rule): \(finding.says)", indent: 2, hanging: 4)
        let sources = finding.sources.map(\.citation).joined(separator: "; ")
        page.paragraph("Source: \(sources)", indent: 4, hanging: 6)
    }

    private func waiting(for ask: Ask, _ verdict: Verdict?) -> [Finding] {
        (verdict?.findings ?? []).filter { $0.needs.contains(ask.question.path) }
    }

    /// An earlier answer by the meaning of its words.
    private func meaning(_ value: JSON, _ field: Field) -> String {
        let choices = field.type.choices
        switch value {
        case .string(let text):
            guard let choice = choices.first(where: { $0.value == text }), !choice.means.isEmpty
            else { return shown(value, field) }
            return choice.means
        case .array(let elements) where elements.count > 3 && elements.count == choices.count:
            return "all of these"
        case .array(let elements) where !choices.isEmpty && !elements.isEmpty:
            return listed(
                elements.map { element in
                    guard case .string(let word) = element,
                        let index = choices.firstIndex(where: { $0.value == word })
                    else { return shown(element, field) }
                    return String(index + 1)
                }
            )
        default: return shown(value, field)
        }
    }

    /// An earlier answer as it was given; times on the school's clock.
    func shown(_ value: JSON, _ field: Field) -> String {
        switch value {
        case .bool(let truth): return truth ? "yes" : "no"
        case .string(let text):
            if case .timestamp = field.type, let instant = zones.instant(of: text, in: zone) {
                return instant.described(zone: zone, zones: zones)
            }
            return text
        case .array(let elements):
            return elements.isEmpty ? "none" : listed(elements.map { shown($0, field) })
        case .object(let members):
            // An element of a list is called by its key.
            if case .groups(let group, _) = field.type, let key = group.keyField?.name,
                case .string(let label)? = value.member(key)
            {
                return label
            }
            return members.map { "\($0.0) \(shown($0.1, field))" }.joined(separator: ", ")
        case .int(let number): return String(number)
        default: return value.canonical()
        }
    }
}
