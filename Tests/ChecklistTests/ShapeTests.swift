import Checklist
import Testing

/// The table of shapes and the readers say the same: every member that the table needs is missed,
/// every other one is not, and none may be of another kind.
@Suite struct ShapeTests {
    @Test(arguments: ["form", "checklist", "cases"])
    func `the reader keeps to the table`(file: String) throws {
        let (shape, text) = try #require(ShapeTests.files[file])
        let whole = JSON(try Document(parsing: SourceText(name: file, text: text)).root)
        #expect(problems(of: whole, as: file) == [])
        var random = Variants()
        let variants = random.variants(of: whole, .object(shape))
        #expect(variants.count > 30)
        // These have what others name.
        let named = ["no checklist.roles", "checklist.forms is empty"]
        for variant in variants where !named.contains(variant.what) {
            let problems = problems(of: variant.file, as: file)
            #expect(problems.isEmpty != variant.isRefused, "\(variant.what): \(problems)")
        }
        #expect(random.unseen(from: shape) == [], "the sample lacks some members")
    }

    private func problems(of file: JSON, as kind: String) -> [String] {
        do {
            let source = SourceText(name: kind, text: file.canonical())
            let document = try Document(parsing: source)
            switch kind {
            case "form": _ = try Rulebook(forms: [document], checklists: [])
            case "cases": try CasesFile(document).requireSound()
            default:
                let form = try Fixtures.document("trip.form.json")
                _ = try Rulebook(forms: [form], checklists: [document])
            }
            return []
        } catch {
            return (error as? Diagnostics)?.lines ?? ["\(error)"]
        }
    }

    /// Files that have every member there is, so that those that may be missing can be.
    private static let files: [String: (ShapeName, String)] = [
        "form": (
            .form,
            """
            { "$schema": "x", "form": "f", "version": "1", "title": "F", "about": "A.", "fields": [
              { "name": "a", "type": "bool", "ask": "?", "help": "H.", "when": "true",
                "required": true, "default": true, "volatile": true },
              { "name": "b", "type": "int", "ask": "?", "min": 1, "max": 9, "default": 3 },
              { "name": "c", "type": "double", "ask": "?", "min": 1, "max": 9, "default": 3 },
              { "name": "d", "type": "string", "ask": "?", "format": "identifier",
                "minLength": 1, "maxLength": 9, "default": "x", "from": "f.x" },
              { "name": "e", "type": "timestamp", "ask": "?" },
              { "name": "g", "type": "duration", "ask": "?", "default": "1h" },
              { "name": "h", "type": "choice", "ask": "?", "default": "v",
                "choices": [{ "value": "v", "means": "M" }] },
              { "name": "i", "type": "list", "ask": "?", "minItems": 0, "maxItems": 9,
                "default": [1], "of": { "type": "int", "min": 1, "max": 9 } },
              { "name": "j", "type": "list", "ask": "?", "of": { "type": "double", "min": 1,
                "max": 9 } },
              { "name": "k", "type": "list", "ask": "?", "of": { "type": "string",
                "format": "time-of-day", "minLength": 1, "maxLength": 9 } },
              { "name": "l", "type": "list", "ask": "?", "of": { "type": "choice",
                "choices": [{ "value": "v", "means": "M" }] } },
              { "name": "m", "type": "groups", "ask": "?", "key": "id", "minItems": 0,
                "maxItems": 9, "fields": [{ "name": "id", "type": "string", "ask": "?" }] },
              { "name": "n", "type": "group", "ask": "N", "fields": [
                { "name": "o", "type": "bool", "ask": "?" }] } ] }
            """
        ),
        "checklist": (
            .checklist,
            """
            { "$schema": "x", "checklist": "c", "version": "1", "title": "C", "about": "A.",
              "moments": ["m"], "forms": ["trip"], "roles": { "r": "a role" },
              "documents": { "d": { "title": "D", "publisher": "P", "date": "2026", "url": "u",
                "about": "A." } },
              "variables": [{ "name": "v", "is": "1", "means": "one" }],
              "items": [{ "id": "I", "title": "I", "about": "A.",
                "source": [{ "document": "d", "section": "s", "number": "1", "rows": ["r"],
                  "certainty": "verified", "provenance": "P." }],
                "rules": [{ "id": "I-1", "asked": ["m"], "level": "answer", "unmet": "warns",
                  "when": "trip.abroad", "requires": "trip.belts", "answers": ["trip.driver"],
                  "says": "S.", "why": "W.", "fix": "F.", "source": { "document": "d" },
                  "approval": { "by": ["r"], "covers": ["trip.driver"],
                    "lasts": "duration('1h')", "asks": "A?" } }] }] }
            """
        ),
        "cases": (
            .casesFile,
            """
            { "$schema": "x", "casesFor": "c", "about": "A.",
              "bases": { "b": { "about": "A.", "moment": "m", "now": "2026-05-01T12:00:00Z",
                "documents": { "trip": { "id": "t" } },
                "expect": { "decision": "ready", "statuses": { "met": ["I-1"] } } } },
              "cases": [{ "name": "n", "about": "A.", "from": "b", "moment": "m",
                "now": "2026-05-01T12:00:00Z", "given": { "trip.id": "u" },
                "expect": { "decision": "ready", "rules": { "I-1": "met" },
                  "questions": ["trip.id"], "words": { "I-1": ["w"] }, "others": "any" } }],
              "survivors": [{ "mutant": "m", "why": "W." }],
              "unseen": [{ "outcome": "o", "why": "W." }] }
            """
        ),
    ]
}

/// Makes files that have one thing changed.
private struct Variants {
    struct Variant {
        var what: String
        var file: JSON
        let isRefused: Bool
    }

    private var seen: [String] = []

    mutating func variants(of value: JSON, _ content: ShapeContent) -> [Variant] {
        switch (content, value) {
        case (.object(let name), .object(let members)): return object(members, name.shape)
        case (.map(let element, _), .object(let members)):
            return members.indices.flatMap { place in
                variants(of: members[place].1, element).map { variant in
                    variant.inside { .object(members.replacing(place, $0)) }
                }
            }
        case (.oneOrList(let element), .array):
            return variants(of: value, .list(element, atLeast: 1))
        case (.oneOrList(let element), _): return variants(of: value, element)
        case (.list(let element, let least, _), .array(let elements)):
            let inside = elements.indices.flatMap { place in
                variants(of: elements[place], element).map { variant in
                    variant.inside {
                        .array(elements[..<place] + [$0] + elements[(place + 1)...])
                    }
                }
            }
            return inside + [Variant(what: "", file: .array([]), isRefused: least > 0)]
        default: return []
        }
    }

    private mutating func object(_ members: [(String, JSON)], _ shape: Shape) -> [Variant] {
        let kind = members.first { $0.0 == shape.kind }?.1.text
        let unknown = Variant(
            what: "\(shape.name) with an unknown member",
            file: .object(members + [("unknown", .bool(true))]),
            isRefused: true
        )
        var variants = [unknown]
        for (place, (name, value)) in members.enumerated() {
            guard let member = shape.member(name, for: kind) else { continue }
            seen.append("\(shape.name).\(name) \(member.only)")
            let what = "\(shape.name).\(name)"
            var rest = members
            rest.remove(at: place)
            variants.append(
                Variant(what: "no \(what)", file: .object(rest), isRefused: member.isRequired)
            )
            for wrong in member.content.wrongValues {
                let file = JSON.object(members.replacing(place, wrong))
                variants.append(
                    Variant(what: "\(what) is \(wrong.canonical())", file: file, isRefused: true)
                )
            }
            variants += self.variants(of: value, member.content).map { variant in
                var variant = variant.inside { .object(members.replacing(place, $0)) }
                if variant.what.isEmpty { variant.what = "\(what) is empty" }
                return variant
            }
        }
        return variants
    }

    /// The members that no sample had, of the shape and of all that it holds.
    func unseen(from start: ShapeName) -> [String] {
        var shapes = [start]
        var unseen: [String] = []
        for shape in ShapeName.allCases where shapes.contains(shape) || shape == start {
            for member in shape.shape.members {
                if let inner = member.content.shape, !shapes.contains(inner) {
                    shapes.append(inner)
                }
                let name = "\(shape.shape.name).\(member.name) \(member.only)"
                if !seen.contains(name) { unseen.append(name) }
            }
        }
        return unseen
    }
}

extension Variants.Variant {
    fileprivate func inside(_ put: (JSON) -> JSON) -> Variants.Variant {
        var variant = self
        variant.file = put(file)
        return variant
    }
}

extension ShapeContent {
    /// The shape of the objects that it holds.
    fileprivate var shape: ShapeName? {
        switch self {
        case .object(let name): name
        case .list(let element, _, _), .oneOrList(let element), .map(let element, _): element.shape
        default: nil
        }
    }

    fileprivate var wrongValues: [JSON] {
        switch self {
        case .text, .prose, .template, .formula: [.int(1), .string(""), .null]
        case .identifier: [.int(1), .string("a b"), .string("")]
        case .name: [.int(1), .string("1 2"), .string("")]
        case .anyText: [.int(1), .null]
        case .word: [.string("nonsense"), .bool(true)]
        case .flag: [.string("true"), .int(1)]
        case .count: [.int(-1), .double(1.5), .string("1")]
        case .int: [.double(1.5), .string("1")]
        case .double: [.string("1"), .null]
        case .answer(.list): [.string("x"), .null]
        case .answer: [.array([]), .null]
        case .list: [.string("x"), .object([]), .null]
        case .oneOrList: [.string("x"), .array([]), .array([.int(1)])]
        case .map, .object: [.array([]), .string("x"), .null]
        case .anything: []
        }
    }
}

extension JSON {
    fileprivate var text: String? {
        if case .string(let text) = self { text } else { nil }
    }
}

extension [(String, JSON)] {
    fileprivate func replacing(_ place: Int, _ value: JSON) -> [(String, JSON)] {
        var members = self
        members[place].1 = value
        return members
    }
}
