/// A long report: numbered parts with a list of them, so that a link is worth something on paper.
struct ReportPage {
    private var parts: [(title: String, anchor: Anchor, content: HTML)] = []

    /// Where a part stands that has been added or will be.
    static func anchor(_ word: StaticString) -> Anchor { Anchor(word) }

    /// Adds a part; nothing if there is nothing in it.
    mutating func add(_ title: String, _ anchor: Anchor, _ content: HTML) {
        guard !content.isEmpty else { return }
        parts.append((title, anchor, content))
    }

    /// The number of a part in the list of contents; nothing if it is not there.
    func number(of anchor: Anchor) -> Int? {
        parts.firstIndex { $0.anchor == anchor }.map { $0 + 1 }
    }

    var contents: [(anchor: Anchor, words: HTML)] {
        parts.map { ($0.anchor, HTML($0.title)) }
    }

    var main: HTML {
        HTML(
            parts.enumerated().map { index, part in
                let number = HTML.element(.span, [.class(.quiet)], "\(index + 1)")
                return HTML.element(
                    .section,
                    [.class(.section), .labelled(by: part.anchor)],
                    HTML.heading(2, "\(number) \(part.title)", id: part.anchor) + part.content
                )
            }
        )
    }

    // MARK: What parts are made of

    /// Counts with what they count, as a grid of large figures.
    static func tally(_ rows: [(count: String, words: String)]) -> HTML {
        HTML.facts(rows.map { (HTML($0.words), HTML($0.count)) }, .tally)
    }

    /// A box that stands out; its words say why.
    static func box(_ style: Style, _ content: HTML) -> HTML {
        HTML.element(.div, [.class(.note, style)], content)
    }

    static func chip(_ words: String, _ style: Style) -> HTML {
        HTML.element(.span, [.class(.chip, style)], HTML(words))
    }
}
