import Checklist

/// The findings of full lines: what is always the same in them, side by side, and what is filled
/// in.
final class LineFindings: Sendable {
    /// What stands in a finding of each rule and each of ``statuses``, one after the other, and
    /// where each finding ends.
    private let pieces: [Piece]
    private let ends: [Int]
    /// The bytes of the pieces.
    private let bytes: [UInt8]

    /// A piece of a finding.
    private enum Piece {
        /// Bytes that are always the same: where they begin, and how many they are.
        case bytes(Int32, Int32)
        case answer(Int32)
        case needs
        case values
    }

    /// All that a sheet can tell: what needs approval, or has failed, is told in the longer way.
    private static let statuses: [Status] = [
        .met, .notMet, .unanswered, .notApplicable, .advice, .later,
    ]

    /// - Parameter panel: the rules and their messages.
    init(_ panel: Panel) {
        var maker = Maker()
        for (rule, words) in zip(panel.rules, panel.words) {
            let parts = VerdictJSON.parts(of: rule)
            let comma = maker.ends.isEmpty ? "" : ","
            for status in LineFindings.statuses { maker.add(status, comma, parts, words) }
        }
        (pieces, ends, bytes) = (maker.pieces, maker.ends, maker.bytes)
    }

    /// Adds what the rules came to, as an array's elements.
    ///
    /// - Parameters:
    ///   - verdict: what they came to.
    ///   - line: where it is added.
    ///   - other: adds the finding of a rule that a sheet could not tell of.
    func write(
        _ verdict: borrowing SheetVerdict,
        to line: JSONBytes,
        orElse other: (Finding, Int) -> Void
    ) {
        let kinds = LineFindings.statuses.count
        let hasFindings = verdict.hasFindings
        bytes.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return }
            for rule in verdict.statuses.indices {
                if hasFindings, let finding = verdict.finding(of: rule) {
                    if rule > 0 { line.add(",") }
                    other(finding, rule)
                    continue
                }
                guard let kind = LineFindings.place(of: verdict.statuses[rule]) else { continue }
                let place = rule * kinds + kind
                for piece in pieces[(place == 0 ? 0 : ends[place - 1])..<ends[place]] {
                    switch piece {
                    case .bytes(let start, let count): line.add(base + Int(start), Int(count))
                    case .answer(let number): verdict.addAnswer(Int(number), of: rule, to: line)
                    case .needs: verdict.addNeeds(of: rule, to: line)
                    case .values: verdict.addValues(of: rule, to: line)
                    }
                }
            }
        }
    }

    /// Where a status stands among ``statuses``.
    private static func place(of status: Status) -> Int? {
        switch status {
        case .met: 0
        case .notMet: 1
        case .unanswered: 2
        case .notApplicable: 3
        case .advice: 4
        case .later: 5
        case .needsApproval, .approved, .broken: nil
        }
    }

    /// Collects the pieces.
    private struct Maker {
        var pieces: [Piece] = []
        var ends: [Int] = []
        var bytes: [UInt8] = []

        mutating func add(
            _ status: Status,
            _ comma: String,
            _ parts: (asked: String, item: String, rule: String, sources: String),
            _ words: SheetWords
        ) {
            let isUnmet = status == .notMet || status == .advice
            add("\(comma){\(parts.asked)")
            if isUnmet { add("fix", words.fix) }
            add(",\(parts.item),\"needs\":[")
            if status == .unanswered { pieces.append(.needs) }
            add("],\"omittedValues\":0,\(parts.rule)")
            add("says", words.says)
            add(",\(parts.sources),\"status\":\"\(status.rawValue)\",\"values\":{")
            if isUnmet || status == .met { pieces.append(.values) }
            add("}")
            if isUnmet { add("why", words.why) }
            add("}")
            ends.append(pieces.count)
        }

        /// Adds bytes; those that follow each other become one piece.
        private mutating func add(_ text: String) {
            var start = bytes.count
            bytes += text.utf8
            if pieces.count > (ends.last ?? 0), case .bytes(let first, _)? = pieces.last {
                pieces.removeLast()
                start = Int(first)
            }
            pieces.append(.bytes(Int32(start), Int32(bytes.count - start)))
        }

        /// Adds a member whose text is a message.
        private mutating func add(_ name: String, _ message: [SheetWords.Part]) {
            add(",\"\(name)\":\"")
            for part in message {
                switch part {
                case .words(let words):
                    // Each scalar is escaped by itself, so a text may be written in parts.
                    add(String(JSON.string(words).canonical().dropFirst().dropLast()))
                case .answer(let number): pieces.append(.answer(Int32(number)))
                }
            }
            add("\"")
        }
    }
}
