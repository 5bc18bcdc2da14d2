import Checklist
import Foundation
import Testing

@testable import StreamGuard

/// No row of the two school policies is forgotten: see `checklists/coverage.json`.
@Suite struct CoverageTable {
    @Test func `accounts for every row that concerns a plan, an approval or a school`() throws {
        let coverage = try Coverage(Shipped.document("coverage.json"))
        #expect(coverage.table.count >= 127)
        #expect(coverage.entries.count > 50)
        let problems = coverage.problems(with: try Shipped.rulebook())
        #expect(problems.isEmpty)
    }

    /// The proof that the test above would notice.
    @Test func `fails when a row is forgotten`() throws {
        let whole = try Coverage(Shipped.document("coverage.json"))
        let rulebook = try Shipped.rulebook()

        // A row loses every rule that cites it and every entry that stands for it.
        let row = try #require(whole.table.last { $0.concernsAPlan }?.row)
        var forgotten = whole
        forgotten.entries.removeAll { $0.row == row }
        let silent = try Rulebook(
            forms: Shipped.forms(),
            checklists: Shipped.checklists().map { try $0.without(row) }
        )
        #expect(forgotten.problems(with: silent) == ["\(row) is not accounted for"])

        var added = whole
        added.table.append(Coverage.Row(row: "SM99", use: "P"))
        #expect(added.problems(with: rulebook) == ["SM99 is not accounted for"])

        // Without the checklist that cites most rows, nearly all of them are missed.
        let without = try Rulebook(
            forms: Shipped.forms(),
            checklists: Shipped.checklists().filter { $0.shortName != "remote-education" }
        )
        let missed = whole.problems(with: without).filter { $0.hasSuffix("is not accounted for") }
        #expect(missed.count > 20)
    }

    @Test(arguments: [
        ("SM99", "not-checked", "", "because", "SM99 is in no table"),
        ("GA62", "not-checked", "", "", "GA62 does not say why it is not checked"),
        ("GA62", "setting", "school.nosuch", "", "GA62 names no setting `school.nosuch`"),
        ("GA62", "setting", "plan.title", "", "GA62 names no setting `plan.title`"),
        ("GA62", "rule", "C99-none", "", "GA62 names no rule `C99-none`"),
        ("GA62", "route", "welfare", "", "GA62 is not cited by the route `welfare`"),
        ("GA62", "luck", "", "", "GA62 is dealt with by `luck`"),
    ])
    func `refuses an entry that is wrong`(
        row: String,
        by: String,
        place: String,
        why: String,
        problem: String
    ) throws {
        var coverage = try Coverage(Shipped.document("coverage.json"))
        coverage.entries.removeAll { $0.row == row }
        coverage.entries.append(Coverage.Entry(row: row, by: by, place: place, why: why))
        #expect(coverage.problems(with: try Shipped.rulebook()).contains(problem))
    }

    @Test func `refuses a row that is both cited and not checked`() throws {
        var coverage = try Coverage(Shipped.document("coverage.json"))
        let rulebook = try Shipped.rulebook()
        let row = try #require(Coverage.cited(in: rulebook).sorted().first)
        coverage.entries.append(
            Coverage.Entry(row: row, by: "not-checked", place: "", why: "because")
        )
        #expect(
            coverage.problems(with: rulebook) == ["\(row) is cited by a rule, yet not checked"]
        )
    }

    /// The source itself lies beside the checkout where the project is worked on.
    @Test func `has the rows and the uses of its source`() throws {
        let path = Paths.joined(Shipped.checkout, "../shared/rules.md")
        guard FileReader.exists(path) else { return }
        let text = String(decoding: try FileReader.read(path), as: UTF8.self)
        let rows = text.split(separator: "\n").compactMap(Coverage.Row.init(markdown:))
        let coverage = try Coverage(Shipped.document("coverage.json"))
        #expect(rows.count >= 127)
        let difference = Set(rows).symmetricDifference(coverage.table)
        #expect(difference.isEmpty)
    }
}

/// The table of rows and what stands for those that no rule cites.
private struct Coverage {
    struct Row: Hashable {
        let row: String
        /// The letters that say what the row is for, such as `PA`.
        let use: String

        var concernsAPlan: Bool { use.contains { "PAS".contains($0) } }
    }

    struct Entry {
        let row: String
        let by: String
        let place: String
        let why: String
    }

    var table: [Row]
    var entries: [Entry]

    init(_ document: Document) {
        table = (document.root.member("table")?.elements ?? []).map { node in
            Row(row: node.text("row") ?? "?", use: node.text("use") ?? "?")
        }
        entries = (document.root.member("rows")?.elements ?? []).map { node in
            Entry(
                row: node.text("row") ?? "?",
                by: node.text("by") ?? "?",
                place: node.text("where") ?? "",
                why: node.text("why") ?? ""
            )
        }
    }

    /// The rows that rules cite: a rule's own source, or else its item's.
    static func cited(in rulebook: Rulebook) -> Set<String> {
        Set(
            rulebook.checklists.flatMap(\.items).flatMap(\.rules).flatMap(\.sources)
                .flatMap(\.rows)
        )
    }

    /// The rows that the routes for incidents cite, with the kind of incident that does.
    static let routed: [(row: String, category: String)] = {
        let categories = try? Shipped.document("incidents.routes.json").root.member("categories")
        return (categories?.elements ?? []).flatMap { category in
            (category.member("sources")?.elements ?? [])
                .flatMap { $0.member("rows")?.elements ?? [] }
                .map { ($0.string ?? "?", category.text("id") ?? "?") }
        }
    }()

    /// What is wrong with the table, row by row.
    func problems(with rulebook: Rulebook) -> [String] {
        let cited = Coverage.cited(in: rulebook)
        let known = Set(table.map(\.row))
        let routed = Set(Coverage.routed.map(\.row))
        let accounted = cited.union(entries.map(\.row))
        let twice = Dictionary(grouping: table, by: \.row).filter { $1.count > 1 }.keys
        let uncertain = table.filter { row in
            row.use.isEmpty || !row.use.allSatisfy { "PNLARVSX".contains($0) }
        }
        return twice.sorted().map { "\($0) stands twice in the table" }
            + uncertain.map { "\($0.row) has the use `\($0.use)`" }
            + cited.subtracting(known).sorted().map { "\($0) is cited, but in no table" }
            + routed.subtracting(known).sorted().map {
                "\($0) is cited by a route, but in no table"
            }
            + table.filter { $0.use.contains("R") && !routed.contains($0.row) }
            .map { "\($0.row) concerns a route, and none cites it" }
            + table.filter { $0.concernsAPlan && !accounted.contains($0.row) }
            .map { "\($0.row) is not accounted for" }
            + entries.compactMap { problem(with: $0, known: known, cited: cited, rulebook) }
    }

    private func problem(
        with entry: Entry,
        known: Set<String>,
        cited: Set<String>,
        _ rulebook: Rulebook
    ) -> String? {
        let row = entry.row
        guard known.contains(row) else { return "\(row) is in no table" }
        switch entry.by {
        case "rule":
            let rules = rulebook.checklists.flatMap(\.items).flatMap(\.rules).map(\.id)
            return rules.contains(entry.place) ? nil : "\(row) names no rule `\(entry.place)`"
        case "setting":
            return rulebook.declares(setting: entry.place)
                ? nil : "\(row) names no setting `\(entry.place)`"
        case "route":
            return Coverage.routed.contains { $0.row == row && $0.category == entry.place }
                ? nil : "\(row) is not cited by the route `\(entry.place)`"
        case "not-checked":
            if entry.why.isEmpty { return "\(row) does not say why it is not checked" }
            return cited.contains(row) ? "\(row) is cited by a rule, yet not checked" : nil
        default:
            return "\(row) is dealt with by `\(entry.by)`"
        }
    }
}

extension Coverage.Row {
    /// A row of the source: `| SM01 | … | P L (when sharing) |`.
    fileprivate init?(markdown line: Substring) {
        let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        guard let id = cells.first, let use = cells.last, id.count == 4,
            id.hasPrefix("SM") || id.hasPrefix("GA"), id.dropFirst(2).allSatisfy(\.isNumber)
        else { return nil }
        self.init(row: id, use: use.prefix { $0 != "(" && $0 != ":" }.filter { $0 != " " })
    }
}

extension Document {
    /// The document as if nobody had heard of a row.
    fileprivate func without(_ row: String) throws -> Document {
        let text = JSON(root).without(row).canonical()
        return try Document(parsing: SourceText(name: source.name, text: text))
    }
}

extension JSON {
    /// The value with a text left out of all its arrays.
    fileprivate func without(_ text: String) -> JSON {
        switch self {
        case .array(let elements):
            .array(
                elements.filter { if case .string(text) = $0 { false } else { true } }
                    .map { $0.without(text) }
            )
        case .object(let members): .object(members.map { ($0, $1.without(text)) })
        default: self
        }
    }
}

extension Rulebook {
    /// Whether a school's form declares a field, at a path such as `school.storage`.
    fileprivate func declares(setting path: String) -> Bool {
        var names = path.split(separator: ".").map(String.init)[...]
        guard names.popFirst() == "school", !names.isEmpty,
            var group = forms.first(where: { $0.name == "school" })?.fields
        else { return false }
        while let name = names.popFirst() {
            guard let slot = group.slot(of: name) else { return false }
            if names.isEmpty { return true }
            switch group.fields[slot].type {
            case .group(let inner), .groups(let inner, _): group = inner
            default: return false
            }
        }
        return false
    }
}
