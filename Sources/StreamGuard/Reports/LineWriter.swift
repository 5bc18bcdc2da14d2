import Checklist

/// Writes what plans came to in brief, one a line.
struct LineWriter {
    /// The rules' ids as JSON, in the panel's order.
    private let rules: [[UInt8]]

    init(rules: [String]) {
        self.rules = rules.map { Array(JSON.string($0).canonical().utf8) }
    }

    /// Adds one line: `{"decision":…,"findings":[…],"id":…}`.
    func write(_ brief: Panel.Brief, id: String?, to bytes: inout [UInt8]) {
        bytes += LineWriter.decision
        bytes += brief.decision.rawValue.utf8
        bytes += LineWriter.findings
        var isFirst = true
        for (index, status) in brief.statuses.enumerated() where status.isOfNote {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            bytes += rules[index]
        }
        bytes.append(UInt8(ascii: "]"))
        if let id {
            bytes += LineWriter.id
            // Nearly every id is a plain word.
            if id.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }) {
                bytes.append(UInt8(ascii: "\""))
                bytes += id.utf8
                bytes.append(UInt8(ascii: "\""))
            } else {
                bytes += JSON.string(id).canonical().utf8
            }
        }
        bytes += LineWriter.end
    }

    private static let decision = Array(#"{"decision":""#.utf8)
    private static let findings = Array(#"","findings":["#.utf8)
    private static let id = Array(#","id":"#.utf8)
    private static let end = Array("}\n".utf8)
}

extension Status {
    /// Whether a brief answer names the rule: all but those that are kept, or not asked.
    fileprivate var isOfNote: Bool {
        switch self {
        case .met, .approved, .notApplicable, .later: false
        case .notMet, .advice, .needsApproval, .unanswered, .broken: true
        }
    }
}
