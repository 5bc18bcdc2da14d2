import Foundation

@testable import Checklist
@testable import StreamGuard

/// The fields of the forms, as one table for each.
enum FieldList {
    static func page(_ forms: [Document]) -> String {
        var page = """
            # Fields

            Every field of the forms that ship, written from them. A field that says *if* only
            applies then. A text without a length has at most 2,000 characters.

            """
        for form in forms.map(\.root) {
            let name = form.member("form")?.string ?? ""
            page += "\n## \(form.member("title")?.string ?? ""): `\(name)`\n\n"
            page += "| field | answer | question |\n|---|---|---|\n"
            page += rows(form, in: name).joined(separator: "\n") + "\n"
        }
        return page
    }

    private static func rows(_ group: Node, in path: String) -> [String] {
        (group.member("fields")?.elements ?? []).flatMap { field in
            let name = "\(path).\(field.member("name")?.string ?? "")"
            var answer = self.answer(field)
            if let value = field.member("default") {
                answer += "; else `\(JSON(value).canonical())`"
            }
            if let condition = field.member("when")?.string { answer += "; if `\(condition)`" }
            if case .bool(true)? = field.member("required")?.content { answer += "; required" }
            let cells = ["`\(name)`", answer, field.member("ask")?.string ?? ""]
            let row = cells.map { $0.replacingOccurrences(of: "|", with: "\\|") }
            let isList = field.member("type")?.string == "groups"
            return ["| " + row.joined(separator: " | ") + " |"]
                + rows(field, in: isList ? name + "[…]" : name)
        }
    }

    private static func answer(_ field: Node) -> String {
        func number(_ name: String) -> String? {
            field.member(name).map { JSON($0).canonical() }
        }
        func limits(_ least: String, _ most: String, _ unit: String) -> String {
            switch (number(least), number(most)) {
            case (nil, nil): ""
            case (let least?, nil): ", at least \(least)\(unit)"
            case (nil, let most?): ", at most \(most)\(unit)"
            case (let least?, let most?): ", \(least) to \(most)\(unit)"
            }
        }
        switch field.member("type")?.string ?? "" {
        case "string":
            let format = field.member("format")?.string ?? "text"
            return format + limits("minLength", "maxLength", " characters")
        case "choice":
            let words = field.member("choices")?.elements.compactMap { $0.member("value")?.string }
            return (words ?? []).map { "`\($0)`" }.joined(separator: ", ")
        case "list":
            let element = field.member("of").map(answer) ?? ""
            return "list of " + element + limits("minItems", "maxItems", "")
        case "groups":
            let key = field.member("key")?.string.map { " by `\($0)`" } ?? ""
            return "list of groups" + key + limits("minItems", "maxItems", "")
        case let type: return type + limits("min", "max", "")
        }
    }
}
