import Checklist

/// Prints reports as they come, or all together in a form that has one head, and adds up what
/// they come to.
final class VerdictPrinter {
    /// The forms of a report, as the command line calls them.
    enum Form: String { case text, json, html, markdown }

    private let output: Output
    private let form: Form
    private let all: Bool
    private let several: Bool
    private var reports: [Report] = []
    private var notices: [Notice] = []
    private var decisions: [Decision] = []
    private var refused: [(file: String, why: Refusal)] = []

    init(_ output: Output, as form: Form, all: Bool, several: Bool) {
        self.output = output
        self.form = form
        self.all = all
        self.several = several
    }

    func add(_ report: Report) {
        let isFirst = decisions.isEmpty
        decisions.append(report.verdict.decision)
        switch form {
        case .text: break
        case .json: return reports.append(report)
        case .html, .markdown: return notices.append(Notice(report, all: all))
        }
        if !isFirst { output.write(rule) }
        output.write(
            VerdictText.text(
                report,
                all: all,
                namingFile: several,
                width: output.width,
                colour: output.colour
            )
        )
    }

    func addRefused(_ file: String, _ why: Refusal) {
        refused.append((file, why))
    }

    /// Prints what is left to print.
    ///
    /// INVARIANT: the answer is never "yes" if a plan was not judged.
    func finish() -> ExitCode {
        switch form {
        case .text: if several, !decisions.isEmpty { output.write(rule + summary) }
        case .json:
            if several {
                output.write(VerdictJSON.json(reports, notJudged: refused).pretty() + "\n")
            } else if let report = reports.first {
                output.write(VerdictJSON.json(report).pretty() + "\n")
            }
        case .html:
            if several {
                output.write(NoticeHTML.page(notices, notJudged: refused.count))
            } else if let notice = notices.first {
                output.write(NoticeHTML.page(notice))
            }
        case .markdown:
            if several {
                output.write(NoticeMarkdown.text(notices, notJudged: refused.count))
            } else if let notice = notices.first {
                output.write(NoticeMarkdown.text(notice))
            }
        }
        guard refused.isEmpty else { return .noAnswer }
        return decisions.allSatisfy { $0 == .ready } ? .yes : .no
    }

    private var summary: String {
        VerdictText.summary(decisions, notJudged: refused.count, width: output.width)
    }

    private var rule: String {
        var page = Page(width: output.width, colour: false)
        page.rule()
        return page.text
    }
}
