import Checklist

/// What somebody reads right after they have noted an incident: whom to tell now, in which order,
/// what matters at once, and what is not handed over yet.
struct IncidentText {
    private var page: Page

    /// The whole text, made for a narrow terminal.
    ///
    /// - Parameters:
    ///   - handing: to whom the incident has to be handed.
    ///   - told: the ids of those who have been told already.
    ///   - width: the columns of the terminal.
    ///   - colour: whether it shows colours.
    /// - Returns: the lines, each ended.
    static func text(
        _ handing: Handing,
        told: [String] = [],
        width: Int,
        colour: Bool
    ) -> String {
        var text = IncidentText(page: Page(width: width, colour: colour))
        text.write(handing, told)
        return text.page.text
    }

    /// The kinds of incident that a teacher chooses from.
    static func categories(_ routes: Routes, width: Int, colour: Bool) -> String {
        var page = Page(width: width, colour: colour)
        page.heading("Kinds of incident")
        page.table(routes.categories.map { ($0.id, $0.means) })
        return page.text
    }

    private init(page: Page) {
        self.page = page
    }

    private mutating func write(_ handing: Handing, _ told: [String]) {
        let open = handing.open(told: told)
        let isNow = open.contains { $0.urgency == .now }
        if open.isEmpty {
            let words = handing.tellings.isEmpty ? "NOBODY IN SCHOOL TO TELL" : "HANDED OVER"
            page.paragraph(words, ink: handing.tellings.isEmpty ? .red : .green)
        } else {
            page.paragraph(isNow ? "TELL NOW" : "TELL TODAY", ink: isNow ? .red : .yellow)
        }
        page.paragraph("\(handing.category.id): \(handing.category.means)", indent: 2)
        for (number, telling) in open.enumerated() { write(telling, number + 1) }
        for unfilled in handing.unfilled { write(unfilled) }
        if handing.leavesOpenWho, !open.isEmpty {
            page.gap()
            page.paragraph("If it is about one of them, leave that person out: tell the next.")
        }
        writeSentences(handing)
        writeOutside(handing)
        if !open.isEmpty {
            page.gap()
            page.paragraph(
                "Not handed over yet: " + listed(open.map { listed($0.people, joinedBy: "or") })
                    + ".",
                ink: .yellow
            )
        }
    }

    private mutating func write(_ telling: Handing.Telling, _ number: Int) {
        page.gap()
        page.entry(number, listed(telling.people, joinedBy: "or"))
        let indent = Page.entryIndent
        page.paragraph(Self.words(of: [telling.role] + telling.also), indent: indent)
        if let (role, because) = telling.insteadOf {
            page.paragraph("in place of \(role.words), \(because.words)", indent: indent)
        }
        page.paragraph("\(telling.urgency.words), \(telling.how.words)", indent: indent)
        guard !telling.thenTry.isEmpty else { return }
        let names = telling.thenTry.map { listed($0.people, joinedBy: "or") }
        page.paragraph(
            "Not to be reached? " + names.joined(separator: ", then "),
            indent: indent
        )
    }

    private mutating func write(_ unfilled: Handing.Unfilled) {
        page.gap()
        var words = "Nobody in school is left to be told as \(unfilled.role.words.inert)"
        switch unfilled.because {
        case .concerned: words += ", because of whom it is about."
        case .reporter: words += " besides you."
        case .vacant: words += "."
        }
        if let outside = unfilled.outside { words += " Ask \(outside.words)." }
        page.paragraph(words, indent: 2, ink: .red)
    }

    private mutating func writeSentences(_ handing: Handing) {
        guard !handing.category.sentences.isEmpty else { return }
        page.gap()
        page.heading("What matters now")
        for sentence in handing.category.sentences { page.labelled("-", sentence, indent: 2) }
    }

    private mutating func writeOutside(_ handing: Handing) {
        guard !handing.outside.isEmpty else { return }
        page.gap()
        page.heading("Outside school")
        for outside in handing.outside {
            var words = outside.body.words
            if let note = outside.note { words += ", \(note)" }
            if let decides = outside.decides {
                words += "; \(decides.role.words) decides"
            } else {
                words += "; nobody in school is left to decide it, so ask them"
            }
            page.labelled("-", words + ".", indent: 2)
        }
    }

    private static func words(of roles: [Routes.Role]) -> String {
        listed(roles.map(\.words))
    }
}

extension Handing.Because {
    /// After a role's words and a comma.
    var words: String {
        switch self {
        case .concerned: "whom it may be about"
        case .reporter: "which you are"
        case .vacant: "a role that nobody holds"
        }
    }
}

extension Routes.Urgency {
    var words: String {
        switch self {
        case .now: "now"
        case .today: "today"
        }
    }
}
