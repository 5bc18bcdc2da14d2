import Checklist

/// A piece of a page.
///
/// INVARIANT: every text that comes in is escaped and inert, and tags, names of attributes and
/// classes are words of this program. So nothing that a plan or a log says can become markup.
struct HTML: Sendable, ExpressibleByStringInterpolation, ExpressibleByArrayLiteral {
    /// As it stands in the page's file.
    let markup: String

    private init(markup: String) { self.markup = markup }

    /// A text, whatever is in it.
    init(_ text: String) { self.init(markup: HTML.escaped(text)) }

    init(stringLiteral text: String) { self.init(text) }

    init(arrayLiteral pieces: HTML...) { self.init(pieces) }

    /// Pieces one after the other.
    init(_ pieces: [HTML]) { self.init(markup: pieces.map(\.markup).joined()) }

    init(stringInterpolation words: StringInterpolation) { self.init(markup: words.markup) }

    /// Words with texts, counts and pieces of a page in them.
    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var markup = ""

        init(literalCapacity: Int, interpolationCount: Int) {}

        mutating func appendLiteral(_ words: String) { markup += HTML.escaped(words) }
        mutating func appendInterpolation(_ text: String) { markup += HTML.escaped(text) }
        mutating func appendInterpolation(_ count: Int) { markup += String(count) }
        mutating func appendInterpolation(_ piece: HTML) { markup += piece.markup }
    }

    var isEmpty: Bool { markup.isEmpty }

    static func + (left: HTML, right: HTML) -> HTML { HTML(markup: left.markup + right.markup) }
    static func += (left: inout HTML, right: HTML) { left = left + right }

    /// An element with what is in it.
    static func element(_ tag: Tag, _ attributes: [Attribute] = [], _ content: HTML = []) -> HTML {
        var markup = "<" + tag.rawValue
        for attribute in attributes {
            markup += " \(attribute.name)=\"\(escaped(attribute.value))\""
        }
        markup += ">"
        if tag.isVoid { return HTML(markup: markup) }
        return HTML(
            markup: markup + content.markup + "</\(tag.rawValue)>" + (tag.endsLine ? "\n" : "")
        )
    }

    static func element(_ tag: Tag, _ attributes: [Attribute] = [], each: [HTML]) -> HTML {
        element(tag, attributes, HTML(each))
    }

    /// The page's own style sheet; nothing else may stand there.
    static func style(_ sheet: Stylesheet) -> HTML {
        HTML(markup: "<style>\(sheet.text)</style>\n")
    }

    /// What every page's file begins with.
    static let doctype = HTML(markup: "<!DOCTYPE html>\n")

    /// A text as it may stand in a page and in an attribute.
    ///
    /// White space becomes one space, as on a terminal; what else could steer a reader is shown
    /// by its number.
    private static func escaped(_ text: String) -> String {
        var safe = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": safe += "&amp;"
            case "<": safe += "&lt;"
            case ">": safe += "&gt;"
            case "\"": safe += "&quot;"
            case "'": safe += "&#39;"
            case "\t", "\n", "\u{b}", "\u{c}", "\r": safe += " "
            default: safe.unicodeScalars.append(scalar)
            }
        }
        return safe.inert
    }
}

extension HTML {
    /// A text that somebody wrote, kept apart from ours if its letters run the other way.
    static func typed(_ text: String) -> HTML { element(.bdi, [], HTML(text)) }

    static func strong(_ content: HTML) -> HTML { element(.strong, [], content) }

    /// Words that are nobody's prose: an id, the name of a field.
    static func code(_ text: String) -> HTML { element(.code, [], HTML(text)) }

    static func paragraph(_ content: HTML, _ style: Style? = nil) -> HTML {
        element(.p, style.map { [.class($0)] } ?? [], content)
    }

    /// A heading of a level from 1 to 6.
    static func heading(_ level: Int, _ content: HTML, id: Anchor? = nil) -> HTML {
        element(.heading(level), id.map { [.id($0)] } ?? [], content)
    }

    static func link(to place: Anchor, _ content: HTML) -> HTML {
        element(.a, [.link(place)], content)
    }

    /// Names with what is said of them.
    static func facts(_ rows: [(name: HTML, words: HTML)], _ style: Style = .facts) -> HTML {
        guard !rows.isEmpty else { return [] }
        return element(
            .dl,
            [.class(style)],
            each: rows.map { row in
                element(.div, [], element(.dt, [], row.name) + element(.dd, [], row.words))
            }
        )
    }

    static func list(_ items: [HTML], _ style: Style? = nil) -> HTML {
        guard !items.isEmpty else { return [] }
        return element(
            .ul,
            style.map { [.class($0)] } ?? [],
            each: items.map { element(.li, [], $0) }
        )
    }
}

/// A place in the page that links lead to; never made of anything that was read.
struct Anchor: Hashable, Sendable {
    let name: String

    init(_ word: StaticString, _ numbers: Int...) {
        name = ([word.description] + numbers.map(String.init)).joined(separator: "-")
    }
}
