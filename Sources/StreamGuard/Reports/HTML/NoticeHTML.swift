import Checklist

/// Notices as a page: the decision first, so that it can be read from across the room.
enum NoticeHTML {
    static func page(_ notice: Notice) -> String {
        var main: HTML = []
        for (index, part) in notice.parts.enumerated() {
            main += section(part, id: Anchor("part", index + 1), level: 2)
        }
        main += rest(notice, level: 2)
        return WebPage(
            title: "\(notice.decision.headline): \(notice.title)",
            masthead: over + HTML.heading(1, .typed(notice.title)) + head(notice),
            main: main,
            colophon: colophon([notice])
        ).text
    }

    /// Several notices: what they come to, and then one after the other.
    static func page(_ notices: [Notice], notJudged: Int) -> String {
        let title = NoticeWords.title(notices, notJudged: notJudged)
        var main = list(notices)
        for (index, notice) in notices.enumerated() {
            var article = HTML.heading(2, .typed(notice.title), id: Anchor("plan", index + 1))
            article += head(notice)
            for (number, part) in notice.parts.enumerated() {
                article += section(part, id: Anchor("plan", index + 1, number + 1), level: 3)
            }
            article += rest(notice, level: 3)
            main += HTML.element(
                .article,
                [.class(.page, .section), .labelled(by: Anchor("plan", index + 1))],
                article
            )
        }
        return WebPage(
            title: title,
            masthead: over + HTML.heading(1, HTML(title))
                + HTML.paragraph(
                    HTML(NoticeWords.summary(notices, notJudged: notJudged)),
                    .lead
                ),
            main: main,
            colophon: colophon(notices)
        ).text
    }

    private static let over = HTML.paragraph("Live online session: may it run?", .over)

    /// A table that says of each plan what it came to and leads there.
    private static func list(_ notices: [Notice]) -> HTML {
        guard !notices.isEmpty else { return [] }
        let rows = notices.enumerated().map { index, notice in
            let place = Anchor("plan", index + 1)
            return HTML.element(
                .tr,
                each: [
                    HTML.element(
                        .th,
                        [.scope("row")],
                        HTML.link(to: place, .typed(notice.title))
                    ),
                    HTML.element(.td, [], HTML(notice.facts.first?.words ?? "")),
                    HTML.element(.td, [], chip(notice.decision)),
                ]
            )
        }
        return Tables.table("What each plan comes to", ["Plan", "When", "Decision"], rows)
    }

    // MARK: One plan

    private static func head(_ notice: Notice) -> HTML {
        let style = notice.decision.style
        let verdict = HTML.element(
            .div,
            [.class(.verdict, style)],
            each: [
                Marks.mark(notice.decision),
                HTML.paragraph(HTML(notice.decision.headline), .word),
                HTML.paragraph(HTML(notice.reckoning), .lead),
            ]
        )
        return verdict
            + HTML.facts(notice.facts.map { (HTML($0.name), HTML.typed($0.words)) })
    }

    private static func section(_ part: Notice.Part, id: Anchor, level: Int) -> HTML {
        let entries = part.entries.map { entry -> HTML in
            let name: HTML =
                entry.item.map { "\(HTML.element(.span, [.class(.quiet)], HTML($0))) " } ?? []
            var item = HTML.heading(level + 1, name + HTML(entry.title))
            for words in entry.words { item += HTML.paragraph(HTML(words)) }
            let steps = entry.steps.map { step in
                let label = HTML.element(.span, [.class(.label)], HTML("\(step.label):"))
                return HTML.paragraph("\(label) \(step.words)")
            }
            if !steps.isEmpty { item += HTML.element(.div, [.class(.fix)], each: steps) }
            for remark in entry.remarks { item += HTML.paragraph(HTML(remark), .source) }
            return HTML.element(.li, [], item)
        }
        return HTML.element(
            .section,
            // Among several plans the same names come again and again: those are no landmarks.
            level == 2 ? [.class(.section), .labelled(by: id)] : [.class(.section)],
            HTML.heading(level, HTML(part.kind.heading), id: id)
                + HTML.element(.ol, [.class(.items), .role("list")], each: entries)
        )
    }

    private static func rest(_ notice: Notice, level: Int) -> HTML {
        var content = HTML.heading(level, "What is met")
        content += HTML.paragraph(HTML(notice.remainder))
        content += HTML.list(notice.met.map { HTML($0) }, .two)
        for list in notice.rules {
            let rows = list.rows.map { row in
                HTML.element(
                    .tr,
                    each: [
                        HTML.element(.th, [.scope("row")], HTML(row.rule)),
                        HTML.element(.td, [], HTML(row.status.words)),
                        HTML.element(.td, [], HTML(row.says)),
                    ]
                )
            }
            content += Tables.table(
                "Every rule of \(list.checklist)",
                ["Rule", "What it came to", "What it asks"],
                rows
            )
        }
        return HTML.element(.section, [.class(.section)], content)
    }

    private static func colophon(_ notices: [Notice]) -> HTML {
        HTML(NoticeWords.colophon(notices).map { HTML.paragraph(HTML($0)) })
    }

    private static func chip(_ decision: Decision) -> HTML {
        let style: Style =
            switch decision {
            case .ready: .good
            case .needsApproval, .needsAnswers: .warning
            case .doNotRun: .bad
            }
        return HTML.element(.span, [.class(.chip, style)], HTML(decision.headline))
    }
}

extension Decision {
    /// How the page sets it off; its words say the same.
    fileprivate var style: Style {
        switch self {
        case .ready: .ready
        case .needsApproval: .needsApproval
        case .needsAnswers: .needsAnswers
        case .doNotRun: .doNotRun
        }
    }
}
