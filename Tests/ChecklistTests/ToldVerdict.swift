@testable import Checklist

/// Everything that a verdict says, one line a finding or question, so that two ways of finding it
/// can be compared.
enum ToldVerdict {
    static func lines(_ verdict: Verdict) -> [String] {
        [verdict.decision.rawValue] + verdict.findings.map(line)
            + verdict.questions.map {
                line($0.path.text, $0.ask, settles: $0.settles, holdsBack: $0.holdsBack)
            }
    }

    static func lines(_ verdict: borrowing SheetVerdict, _ panel: Panel) -> [String] {
        var lines = [verdict.decision.rawValue]
        for index in verdict.statuses.indices {
            if let finding = verdict.finding(of: index) {
                lines.append(line(finding))
                continue
            }
            let (status, words) = (verdict.statuses[index], panel.words[index])
            let json = JSONBytes()
            json.add(text: "\(panel.rules[index].rule) \(status) ")
            add(words.says, of: index, verdict, to: json)
            let isUnmet = status == .notMet || status == .advice
            for message in isUnmet ? [words.why, words.fix] : [[], []] {
                add(message, of: index, verdict, to: json)
            }
            json.add("[")
            verdict.addNeeds(of: index, to: json)
            json.add("] {")
            verdict.addValues(of: index, to: json)
            json.add("} 0")
            lines.append(String(decoding: json.bytes, as: UTF8.self))
        }
        for index in 0..<verdict.questionCount {
            let question = verdict.question(index)
            let path = JSONBytes()
            verdict.addPath(of: question, to: path)
            lines.append(
                line(
                    String(decoding: path.bytes, as: UTF8.self),
                    panel.question(about: question.field)?.ask ?? "nothing",
                    settles: question.settles,
                    holdsBack: question.holdsBack
                )
            )
        }
        return lines
    }

    private static func line(_ finding: Finding) -> String {
        var seen: Set<String> = []
        let values = finding.values.filter { seen.insert($0.path).inserted }
        return "\(finding.rule) \(finding.status) \(quoted(finding.says))"
            + "\(quoted(finding.why ?? ""))\(quoted(finding.fix ?? ""))"
            + JSON.array(finding.needs.map { .string($0.text) }).canonical() + " "
            + JSON.object(values.map { ($0.path, $0.value.json) }).canonical()
            + " \(finding.omittedValues)"
            + (finding.approval.map { " \($0)" } ?? "") + (finding.failure.map { " \($0)" } ?? "")
    }

    private static func line(
        _ path: String,
        _ ask: String,
        settles: Int,
        holdsBack: Bool
    ) -> String {
        let path = path.hasPrefix("\"") ? path : quoted(path)
        return "\(path) \(ask) \(settles) \(holdsBack)"
    }

    private static func quoted(_ text: String) -> String { JSON.string(text).canonical() }

    private static func add(
        _ message: [SheetWords.Part],
        of rule: Int,
        _ verdict: borrowing SheetVerdict,
        to json: JSONBytes
    ) {
        json.add("\"")
        for part in message {
            switch part {
            case .words(let words): json.add(text: String(quoted(words).dropFirst().dropLast()))
            case .answer(let number): verdict.addAnswer(number, of: rule, to: json)
            }
        }
        json.add("\"")
    }
}
