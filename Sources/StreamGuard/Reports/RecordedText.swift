import Checklist

/// What bases come to now, as their file would have it, to be pasted.
enum RecordedText {
    static func text(_ bases: [RecordedBase]) -> String {
        bases.map { text($0) }.joined(separator: "\n")
    }

    private static func text(_ base: RecordedBase) -> String {
        var lines = ["base \(JSON.string(base.name).canonical()):", "\"expect\": {"]
        lines.append("  \"decision\": \"\(base.decision.rawValue)\",")
        lines.append("  \"statuses\": {")
        for (index, entry) in base.statuses.enumerated() {
            let comma = index + 1 == base.statuses.count ? "" : ","
            lines.append("    \"\(entry.status.rawValue)\": [")
            lines += wrapped(entry.rules.map { JSON.string($0).canonical() })
            lines.append("    ]\(comma)")
        }
        return (lines + ["  }", "}"]).joined(separator: "\n") + "\n"
    }

    /// Words separated by commas, on lines of at most a hundred columns.
    private static func wrapped(_ words: [String]) -> [String] {
        var lines: [String] = []
        var line = "      "
        for (index, word) in words.enumerated() {
            let piece = index + 1 == words.count ? word : word + ","
            if line.utf8.count > 6, line.utf8.count + 1 + piece.utf8.count > 100 {
                lines.append(line)
                line = "      "
            }
            line += (line.utf8.count > 6 ? " " : "") + piece
        }
        return lines + [line]
    }
}
