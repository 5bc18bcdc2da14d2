import Foundation
import Testing

@testable import Checklist
@testable import StreamGuard

/// A review and a governors' pack as data: nothing in it that does not belong, nothing that a
/// spreadsheet would work out, and everything as the schema says.
@Suite struct ReviewFormatTests {
    private static let clock = LocalTime(
        zone: "Europe/London",
        zones: .iana(knowing: "Europe/London")
    )

    // MARK: Leaks

    /// Every form of a pack.
    private static func forms(_ pack: GovernorPack) -> [String] {
        [
            PackText.text(pack, width: 80, colour: false), PackJSON.json(pack).canonical(),
            PackCSV.text(pack), PackHTML.page(pack, clock),
        ]
    }

    @Test(arguments: 0..<40)
    func `no text and no id of a record is in a pack`(seed: UInt64) {
        var (random, again) = (Chance(seed: seed), Chance(seed: seed))
        let history = MadeUpHistory(&random)
        let marked = MarkedReview(&random, history: history)
        for form in Self.forms(GovernorPack(marked.review)) {
            #expect(!form.contains(marked.mark))
            #expect(!form.contains("zq"))
        }
        // Nor can it be told in any other way: other texts make the same pack.
        _ = again.next()
        let other = MarkedReview(&again, history: history)
        #expect(other.mark != marked.mark)
        #expect(
            Self.forms(GovernorPack(other.review)) == Self.forms(GovernorPack(marked.review))
        )
    }

    @Test func `a review itself is full of them, so that the test above finds what it looks for`() {
        var random = Chance(seed: 5)
        let marked = MarkedReview(&random, history: MadeUpHistory(&random))
        let json = ReviewJSON.json(marked.review, view: .dsl).canonical()
        #expect(json.components(separatedBy: marked.mark).count > 40)
    }

    /// Or else nobody could draw it again, or see that somebody could have chosen it.
    @Test func `a sample says by which checkpoint it was drawn, and whether others hold it`() throws
    {
        let review = try MadeUpReview.full(weeks: 4)
        let text = ReviewText.text(review, for: .dsl, Self.clock, width: 200, colour: false)
        let page = ReviewHTML.page(review, for: .dsl, Self.clock)
        let code = Checkpoint(origin: "", size: 9, root: Array(0..<32)).code
        for form in [text, page] {
            #expect(form.contains("By the checkpoint of 2048 entries that others hold: \(code)"))
            #expect(
                form.contains("checkpoint of 9 entries of which only the record tells: \(code)")
            )
            #expect(form.contains("Whoever gave the phrase could have known such a checkpoint"))
        }
        #expect(!page.contains("neither side could choose"))
        let sample = ReviewJSON.json(review, view: .dsl).member("sample")
        let first = #"{"held":true,"record":0,"root":"000102"#
        #expect(sample?.member("checkpoints")?.canonical().contains(first) == true)
    }

    @Test func `a host is left nothing of others' repeats, actions, sample and problems`() throws {
        var random = Chance(seed: 6)
        var review = MarkedReview(&random, history: MadeUpHistory(&random)).review
        review.records[0].problems = ["sessions/2026/11/zqother.jsonl is damaged"]
        let person = People.Person(ids: ["u-1"], login: nil, roles: ["teacher"], employed: true)
        let viewer = Viewer(view: .host, person: person, people: People())
        let seen = review.seen(by: viewer)
        #expect(seen.repeats.isEmpty && seen.actions.isEmpty && seen.sample == nil)
        #expect(seen.single.isEmpty)
        #expect(seen.records[0].problems.count == 1)
        #expect(!seen.records[0].problems[0].contains("zq"))
    }

    // MARK: CSV

    @Test(arguments: [
        ("=1+1", #""'=1+1""#), ("+1", #""'+1""#), ("-1", #""'-1""#), ("@SUM(A1)", #""'@SUM(A1)""#),
        ("\t=1", #""'\u{9}=1""#), ("\r=1", #""'\u{d}=1""#), ("\n=1", #""'\u{a}=1""#),
        (" =1", #""' =1""#), ("\u{ff1d}1", "\"'\u{ff1d}1\""), ("\u{a0}+1", "\"'\u{a0}+1\""),
        ("plain", #""plain""#), ("a,b", #""a,b""#), ("say \"no\"", #""say ""no""""#),
        ("a\r\nb", #""a\u{d}\u{a}b""#), ("\"=1", "\"\"\"=1\""), ("5b-1", #""5b-1""#), ("", "\"\""),
    ])
    func `no field is a formula, and every text is in quotes`(text: String, field: String) {
        #expect(CSV.line([.text(text), .number(3), .text(nil)]) == "\(field),3,\r\n")
    }

    @Test(arguments: ReviewCSV.Table.allCases)
    func `every line has as many fields as the heading`(table: ReviewCSV.Table) throws {
        var random = Chance(seed: 7)
        let review = MarkedReview(&random, history: MadeUpHistory(&random)).review
        var text = ReviewCSV.header(table)
        for session in review.queue {
            text += ReviewCSV.lines(table, of: session, in: review.records[0], Self.clock)
        }
        if table == .actions { text += ReviewCSV.actions(review, Self.clock) }
        let lines = Self.parsed(text)
        #expect(lines.count >= 2)
        #expect(Set(lines.map(\.count)).count == 1)
        #expect(
            lines.dropFirst().allSatisfy { line in
                line.allSatisfy { !"=+-@\t\r\n".contains($0.first ?? "x") }
            }
        )
        #expect(
            text.hasSuffix("\r\n") && !text.replacing("\r\n", with: "").contains { $0.isNewline }
        )
    }

    /// Reads CSV as RFC 4180 has it.
    private static func parsed(_ text: String) -> [[String]] {
        var lines: [[String]] = []
        var (line, field, isQuoted) = ([String](), "", false)
        var rest = Substring(text).unicodeScalars
        while let scalar = rest.popFirst() {
            switch (scalar, isQuoted) {
            case ("\"", true) where rest.first == "\"":
                rest.removeFirst()
                field += "\""
            case ("\"", _): isQuoted.toggle()
            case (",", false): (line, field) = (line + [field], "")
            case ("\r", false): continue
            case ("\n", false):
                lines.append(line + [field])
                (line, field) = ([], "")
            default: field.unicodeScalars.append(scalar)
            }
        }
        return lines
    }

    // MARK: JSON

    @Test(arguments: 0..<20)
    func `what is printed is what the schema says`(seed: UInt64) throws {
        var random = Chance(seed: seed)
        let history = MadeUpHistory(&random)
        let review = MarkedReview(&random, history: history).review
        let pack = GovernorPack(review)
        for (json, schema) in [
            (ReviewJSON.json(review, view: .dsl), ReviewJSON.schema),
            (ReviewJSON.json(history.review, view: .host), ReviewJSON.schema),
            (PackJSON.json(pack), PackJSON.schema),
        ] {
            let found = SchemaReader(try object(schema)).complaint(try object(json))
            #expect(found == nil)
        }
        var broken = try #require(try object(PackJSON.json(pack)) as? [String: Any])
        broken["tables"] = [["id": 1]]
        #expect(SchemaReader(try object(PackJSON.schema)).complaint(broken) != nil)
    }

    private func object(_ json: JSON) throws -> Any {
        try JSONSerialization.jsonObject(with: Data(json.canonical().utf8))
    }

    @Test func `a governors' pack has no place for more than figures`() throws {
        let schema = PackJSON.schema.canonical()
        for word in ["session", "host", "record", "closure", "path", "name\""] {
            #expect(!schema.contains("\"\(word)"), "\(word)")
        }
    }
}

/// Reads the few words of JSON Schema that the program's own schemas use, with another JSON reader.
private struct SchemaReader {
    private let root: [String: Any]

    init(_ schema: Any) { root = schema as? [String: Any] ?? [:] }

    func complaint(_ value: Any) -> String? { complaint(value, root, "$") }

    private func complaint(_ value: Any, _ schema: [String: Any], _ path: String) -> String? {
        if let name = (schema["$ref"] as? String)?.split(separator: "/").last {
            let definitions = root["$defs"] as? [String: [String: Any]] ?? [:]
            guard let target = definitions[String(name)] else { return "\(path): no \(name)" }
            return complaint(value, target, path)
        }
        if let any = schema["anyOf"] as? [[String: Any]] {
            return any.contains { complaint(value, $0, path) == nil } ? nil : "\(path): none of any"
        }
        if let words = schema["enum"] as? [String], !words.contains(value as? String ?? "?") {
            return "\(path): no such word"
        }
        switch schema["type"] as? String {
        case "null": return value is NSNull ? nil : "\(path): not null"
        case "string":
            guard let text = value as? String else { return "\(path): no text" }
            guard let pattern = schema["pattern"] as? String else { return nil }
            let isFound = text.range(of: pattern, options: .regularExpression) != nil
            return isFound ? nil : "\(path): not as \(pattern)"
        case "integer":
            guard let number = value as? Int, number >= schema["minimum"] as? Int ?? 0 else {
                return "\(path): no count"
            }
            return nil
        case "boolean": return value is Bool ? nil : "\(path): no flag"
        case "array":
            guard let elements = value as? [Any] else { return "\(path): no array" }
            guard let items = schema["items"] as? [String: Any] else { return "\(path): no items" }
            return elements.lazy.compactMap { complaint($0, items, path + "[]") }.first
        case "object":
            guard let object = value as? [String: Any] else { return "\(path): no object" }
            for name in schema["required"] as? [String] ?? [] where object[name] == nil {
                return "\(path): lacks \(name)"
            }
            let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
            let others = schema["additionalProperties"] as? [String: Any]
            for (name, member) in object {
                guard let its = properties[name] ?? others else { return "\(path): has \(name)" }
                if let found = complaint(member, its, "\(path).\(name)") { return found }
            }
            return nil
        case nil: return nil
        default: return "\(path): unknown type"
        }
    }
}
