/// The elements that pages are made of.
enum Tag: String {
    case a, abbr, article, bdi, body, caption, code, dd, details, div, dl, dt, figcaption, figure
    case footer, h1, h2, h3, h4, h5, h6, head, header, html, li, main, meta, nav, ol, p, section
    case span, strong, summary, table, tbody, td, th, thead, time, title, tr, ul
    // Inside pictures; `title` as well.
    case svg, defs, desc, g, line, path, pattern, rect, text

    /// The heading of a level from 1 to 6.
    static func heading(_ level: Int) -> Tag {
        [.h1, .h2, .h3, .h4, .h5, .h6][min(max(level, 1), 6) - 1]
    }

    /// Whether it has neither content nor end tag.
    var isVoid: Bool { self == .meta }

    /// Whether a line of the file may end after it: white space there shows nothing.
    var endsLine: Bool {
        switch self {
        case .a, .abbr, .bdi, .code, .span, .strong, .time, .text: false
        default: true
        }
    }
}

/// An attribute of an element; its name and its kind of value are words of this program.
struct Attribute {
    let name: String
    let value: String

    private init(_ name: StaticString, _ value: String) {
        self.name = name.description
        self.value = value
    }

    static func `class`(_ style: Style...) -> Attribute {
        Attribute("class", style.map(\.rawValue).joined(separator: " "))
    }

    static func id(_ anchor: Anchor) -> Attribute { Attribute("id", anchor.name) }
    /// A link within the page; there are no others.
    static func link(_ anchor: Anchor) -> Attribute { Attribute("href", "#" + anchor.name) }
    /// What a thing is called by whoever hears the page.
    static func label(_ words: String) -> Attribute { Attribute("aria-label", words) }
    static func labelled(by anchors: Anchor...) -> Attribute {
        Attribute("aria-labelledby", anchors.map(\.name).joined(separator: " "))
    }
    static func described(by anchor: Anchor) -> Attribute {
        Attribute("aria-describedby", anchor.name)
    }
    static let unheard = Attribute("aria-hidden", "true")
    static func role(_ role: StaticString) -> Attribute { Attribute("role", role.description) }
    static func scope(_ scope: StaticString) -> Attribute { Attribute("scope", scope.description) }
    static func columns(_ count: Int) -> Attribute { Attribute("colspan", String(count)) }
    static func focusable(_ order: Int = 0) -> Attribute { Attribute("tabindex", String(order)) }
    static func date(_ text: String) -> Attribute { Attribute("datetime", text) }
    static let open = Attribute("open", "")
    /// A setting that is the same wherever it stands.
    static func fixed(_ name: StaticString, _ value: StaticString) -> Attribute {
        Attribute(name, value.description)
    }
    /// What a page says of itself to the browser.
    static func meta(_ name: StaticString, _ content: String) -> [Attribute] {
        [Attribute("name", name.description), Attribute("content", content)]
    }
    static func policy(_ content: String) -> [Attribute] {
        [fixed("http-equiv", "Content-Security-Policy"), Attribute("content", content)]
    }

    // MARK: Pictures

    /// A measure, to a tenth: more cannot be seen.
    static func measure(_ name: StaticString, _ value: Double) -> Attribute {
        Attribute(name, short(value))
    }
    static func box(width: Double, height: Double) -> Attribute {
        Attribute("viewBox", "0 0 \(short(width)) \(short(height))")
    }
    /// Straight lines from point to point.
    static func points(_ points: [(x: Double, y: Double)]) -> Attribute {
        let steps = points.enumerated().map { index, point in
            (index == 0 ? "M" : "L") + short(point.x) + " " + short(point.y)
        }
        return Attribute("d", steps.joined())
    }
    static func fill(_ pattern: Anchor) -> Attribute { Attribute("fill", "url(#\(pattern.name))") }

    private static func short(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        let (whole, rest) = (abs(tenths) / 10, abs(tenths) % 10)
        return (tenths < 0 ? "-" : "") + String(whole) + (rest == 0 ? "" : ".\(rest)")
    }
}

/// What the style sheet knows by name.
enum Style: String {
    case page, skip, masthead, over, lead, contents, section, facts, small, quiet, quieter
    case verdict, ready, needsApproval = "needs-approval", needsAnswers = "needs-answers"
    case doNotRun = "do-not-run"
    case mark, word, items, rows, label, fix, source, two, tally, scroll, number, colophon
    case figure, chart, bar, barCell = "bar-cell", axis, grid, first, second, hatch, hidden
    case value, tick, chip, chips, note, good, warning, bad, plain
}
