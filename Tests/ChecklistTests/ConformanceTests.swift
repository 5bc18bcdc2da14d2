import Checklist
import Foundation
import Testing

/// The language against tables of expressions and results: our own, and with `CEL_CONFORMANCE`
/// (files, separated by colons) the public suite's in the same form.
@Suite struct ConformanceTests {
    @Test func `every table gives what it promises`() throws {
        let named = ProcessInfo.processInfo.environment["CEL_CONFORMANCE"] ?? ""
        var files = named.split(separator: ":").map { String($0) }
        if files.isEmpty { files = [Fixtures.path("language.json")] }
        var counts = (passed: 0, failed: 0, skipped: 0)
        var lines = ""
        for file in files {
            let table = try ConformanceTable(file: file)
            for test in table.tests {
                switch test.outcome() {
                case .passed: counts.passed += 1
                case .skipped(let why):
                    counts.skipped += 1
                    lines += "skipped \(test.id): \(why)\n"
                case .failed(let why):
                    counts.failed += 1
                    lines += "failed \(test.id): \(why)\n"
                    Issue.record("\(test.id): \(why)")
                }
            }
        }
        #expect(counts.passed > 0)
        print(
            lines + "conformance: \(counts.passed) passed, \(counts.failed) failed, "
                + "\(counts.skipped) skipped"
        )
    }
}

/// One file of cases, in the form that `../shared/cel/README.md` describes.
struct ConformanceTable {
    let tests: [ConformanceTest]

    init(file: String) throws {
        let data = try Data(contentsOf: URL(filePath: file))
        guard let root = try JSONSerialization.jsonObject(with: data) as? [String: Any],
            let tests = root["tests"] as? [[String: Any]]
        else { throw Unreadable(what: "\(file) holds no tests") }
        self.tests = tests.map { ConformanceTest($0, shared: root) }
    }
}

/// Something in a table that is not in its form.
struct Unreadable: Error {
    let what: String
}

/// One case: an expression and what it has to come to.
struct ConformanceTest {
    let id: String
    private let fields: [String: Any]
    private let shared: [String: Any]

    enum Outcome {
        case passed
        case failed(String)
        case skipped(String)
    }

    init(_ fields: [String: Any], shared: [String: Any]) {
        let names = ["file", "section", "name"].map { fields[$0] as? String ?? "?" }
        id = names.joined(separator: "/")
        self.fields = fields
        self.shared = shared
    }

    /// Runs the case.
    func outcome() -> Outcome {
        do {
            return try run()
        } catch let unreadable as Unreadable {
            return .skipped(unreadable.what)
        } catch {
            return .failed("\(error)")
        }
    }

    private func run() throws -> Outcome {
        guard let text = fields["expr"] as? String else { throw Unreadable(what: "no expr") }
        let bindings = try self.bindings()
        var environment = bindings.environment
        environment.container = fields["container"] as? String ?? ""
        environment.checksTypes = fields["disable_check"] as? Bool != true
        let wanted = try expectations()
        let formula: Formula
        let values: [Value]
        do {
            let syntax = try Parser.parse(text)
            // The types are those of the expression as it is written.
            let written = try Formula(syntax, of: text, in: environment)
            if let type = fields["deduced_type"] as? String,
                try TypeText(type).type.text != written.typeText
            {
                return .failed("\(text) has type \(written.typeText) and not \(type)")
            }
            if fields["check_only"] as? Bool == true { return .passed }
            var attributes = Attributes(bindings)
            let bound = attributes.bound(syntax)
            formula = try Formula(bound, of: text, in: attributes.extended(environment))
            values = attributes.values
        } catch {
            let why = (error as? Diagnostics)?.rendered() ?? "\(error)"
            return wanted.contains { $0.isError }
                ? .passed : .failed("\(text) is refused: \(why)")
        }
        let result = formula.value(values, zones: .system)
        if wanted.contains(where: { $0.admits(result) }) { return .passed }
        let promised = wanted.map { "\($0)" }.joined(separator: " or ")
        return .failed("\(text) comes to \(result.shown), not \(promised)")
    }

    private func expectations() throws -> [Expectation] {
        if fields["check_only"] as? Bool == true { return [] }
        let others = fields["also_accept"] as? [Any] ?? []
        return try ([fields["expect"] ?? ["bool": true]] + others).map { try Expectation($0) }
    }

    /// What the case and its file bind and declare.
    private func bindings() throws -> Bindings {
        var bindings = Bindings()
        for (name, type) in (shared["types"] as? [String: String] ?? [:]).sorted(by: <) {
            bindings.declare(name, try TypeText(type).type)
        }
        for declaration in fields["type_env"] as? [[String: Any]] ?? [] {
            try bindings.declare(declaration)
        }
        for source in [shared, fields] {
            let values = source["bindings"] as? [String: Any] ?? [:]
            for (name, value) in values.sorted(by: { $0.key < $1.key }) {
                bindings.bind(name, try TypedValue(value).value)
            }
        }
        for source in [shared, fields] {
            for pattern in source["unknown_patterns"] as? [String] ?? [] {
                try bindings.leaveOpen(pattern)
            }
        }
        return bindings
    }
}

extension Zones {
    /// The zones that the machine knows.
    static let system = Zones { name, seconds in
        TimeZone(identifier: name)?.secondsFromGMT(
            for: Date(timeIntervalSince1970: Double(seconds))
        )
    }
}
