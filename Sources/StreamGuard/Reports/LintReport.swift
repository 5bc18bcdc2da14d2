import Checklist

/// What `lint` found, or why the files cannot be used, in each format.
struct LintReport {
    let findings: [LintFinding]
    let errors: [Diagnostic]
    let files: Int

    init(findings: [LintFinding], files: Int) {
        self.findings = findings
        errors = []
        self.files = files
    }

    init(_ problems: Diagnostics) {
        findings = []
        errors = problems.all
        files = 0
    }

    func text(as format: String) -> String {
        switch format {
        case "json": json.pretty() + "\n"
        case "sarif": sarif.pretty() + "\n"
        default: plain
        }
    }

    private var plain: String {
        var lines = findings.map { $0.rendered() }
        let count = findings.isEmpty ? "nothing" : counted(findings.count, "warning")
        lines.append("\(counted(files, "file")) looked over: \(count) found")
        return lines.joined(separator: "\n") + "\n"
    }

    // MARK: JSON

    private var json: JSON {
        let warnings = findings.map { entry($0.problem, "warning", $0.code.rawValue) }
        return .object([
            ("files", .int(Int64(files))),
            ("findings", .array(errors.map { entry($0, "error", "cannot-load") } + warnings)),
        ])
    }

    private func entry(_ problem: Diagnostic, _ severity: String, _ code: String) -> JSON {
        let (start, end) = (problem.location, problem.end)
        return .object([
            ("severity", .string(severity)), ("code", .string(code)),
            ("message", .string(problem.message)),
            ("help", problem.help.map { .string($0) } ?? .null),
            ("file", .string(problem.source.name)), ("line", .int(Int64(start.line))),
            ("column", .int(Int64(start.column))), ("endLine", .int(Int64(end.line))),
            ("endColumn", .int(Int64(end.column))),
        ])
    }

    // MARK: SARIF

    /// See https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html.
    private var sarif: JSON {
        let rules =
            LintCode.allCases.map { rule($0.rawValue, $0.about) }
            + [rule("cannot-load", "A file cannot be used.")]
        let driver: JSON = .object([
            ("name", .string(Program.name)), ("version", .string(Program.version)),
            ("rules", .array(rules)),
        ])
        let results =
            errors.map { result($0, "error", "cannot-load") }
            + findings.map { result($0.problem, "warning", $0.code.rawValue) }
        let run: JSON = .object([
            ("tool", .object([("driver", driver)])),
            ("columnKind", .string("unicodeCodePoints")), ("results", .array(results)),
        ])
        return .object([
            ("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")),
            ("version", .string("2.1.0")), ("runs", .array([run])),
        ])
    }

    private func rule(_ id: String, _ about: String) -> JSON {
        .object([
            ("id", .string(id)), ("shortDescription", .object([("text", .string(about))])),
        ])
    }

    private func result(_ problem: Diagnostic, _ level: String, _ code: String) -> JSON {
        let (start, end) = (problem.location, problem.end)
        let help = problem.help.map { ". Help: \($0)" } ?? ""
        let region: JSON = .object([
            ("startLine", .int(Int64(start.line))), ("startColumn", .int(Int64(start.column))),
            ("endLine", .int(Int64(end.line))), ("endColumn", .int(Int64(end.column))),
        ])
        let place: JSON = .object([
            ("artifactLocation", .object([("uri", .string(uri(problem.source.name)))])),
            ("region", region),
        ])
        return .object([
            ("ruleId", .string(code)), ("level", .string(level)),
            ("message", .object([("text", .string(problem.message + help))])),
            ("locations", .array([.object([("physicalLocation", place)])])),
        ])
    }

    /// A file's name as a reference: whatever has a meaning there is written as its bytes.
    private func uri(_ name: String) -> String {
        let plain = Array(
            "-._~/abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".utf8
        )
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in name.utf8 {
            if plain.contains(byte) {
                bytes.append(byte)
            } else {
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension Diagnostic {
    /// Where the problem ends: the place after its last scalar.
    fileprivate var end: Location { source.location(ofOffset: span.upperBound) }
}
