import Checklist

/// A notice as CommonMark, for an e-mail or a page of the school's own.
enum NoticeMarkdown {
    static func text(_ notice: Notice) -> String {
        var page = Markdown()
        page.heading(1, notice.title)
        body(notice, level: 2, &page)
        close([notice], &page)
        return page.text
    }

    /// Several notices, with what they come to first.
    static func text(_ notices: [Notice], notJudged: Int) -> String {
        var page = Markdown()
        page.heading(1, NoticeWords.title(notices, notJudged: notJudged))
        page.paragraph(.plain(NoticeWords.summary(notices, notJudged: notJudged)))
        page.list(
            notices.map { [.strong($0.decision.headline), .plain(" \($0.title)\($0.whenAfter)")] }
        )
        for notice in notices {
            page.heading(2, notice.title)
            body(notice, level: 3, &page)
        }
        close(notices, &page)
        return page.text
    }

    private static func body(_ notice: Notice, level: Int, _ page: inout Markdown) {
        page.paragraph(.strong(notice.decision.headline), ": ", .plain(notice.reckoning))
        page.list(notice.facts.map { [.strong("\($0.name):"), .plain(" \($0.words)")] })
        for part in notice.parts {
            page.heading(level, part.kind.heading)
            for (index, entry) in part.entries.enumerated() {
                let title = [entry.item, entry.title].compactMap { $0 }.joined(separator: " ")
                let indent = page.entry(index + 1, .strong(title))
                for words in entry.words { page.paragraph(.plain(words), indent: indent) }
                for step in entry.steps {
                    page.paragraph(
                        .strong("\(step.label):"),
                        .plain(" \(step.words)"),
                        indent: indent
                    )
                }
                for remark in entry.remarks { page.paragraph(.plain(remark), indent: indent) }
            }
        }
        page.heading(level, "What is met")
        page.paragraph(.plain(notice.remainder))
        page.list(notice.met.map { [.plain($0)] })
        for list in notice.rules {
            page.heading(level, "Every rule of \(list.checklist)")
            page.list(
                list.rows.map { [.strong($0.status.words), .plain(" \($0.rule): \($0.says)")] }
            )
        }
    }

    private static func close(_ notices: [Notice], _ page: inout Markdown) {
        page.rule()
        for line in NoticeWords.colophon(notices) { page.paragraph(.plain(line)) }
    }
}

/// What both forms of a notice say.
enum NoticeWords {
    static func title(_ notices: [Notice], notJudged: Int) -> String {
        counted(notices.count + notJudged, "planned session")
    }

    /// "1 must not run, 2 ready. 1 could not be judged; …"
    static func summary(_ notices: [Notice], notJudged: Int) -> String {
        var sentences: [String] = []
        let parts = Decision.allCases.reversed().compactMap { decision -> String? in
            let count = notices.count { $0.decision == decision }
            return count == 0 ? nil : "\(count) \(decision.phrase(count))"
        }
        if !parts.isEmpty { sentences.append(listed(parts) + ".") }
        if notJudged > 0 {
            sentences.append(
                "\(counted(notJudged, "plan")) could not be judged, and is not shown here."
            )
        }
        return sentences.joined(separator: " ")
    }

    static func colophon(_ notices: [Notice]) -> [String] {
        var bases: [String] = []
        for notice in notices where !bases.contains(notice.basis) { bases.append(notice.basis) }
        return bases + [
            "Pupils and guests are called by their place in the plan. The plan's answers, and an "
                + "approver's reasons and conditions, are not on this page: the program's own text "
                + "shows them to those who may see the plan."
        ]
    }
}

extension Notice {
    /// ", Tue 24 Nov 2026, 09:30 to 10:15".
    fileprivate var whenAfter: String { facts.first.map { ", \($0.words)" } ?? "" }
}
