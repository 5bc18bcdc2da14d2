import Platform

/// A page in one file: nothing is fetched, nothing runs, and it prints as it stands.
struct WebPage {
    /// What the browser's tab says.
    let title: String
    /// What stands above everything: of what the page is, and of whom.
    let masthead: HTML
    /// The parts of the page, with their links; a page with fewer than two needs no list of them.
    var contents: [(anchor: Anchor, words: HTML)] = []
    let main: HTML
    /// What stands below everything.
    let colophon: HTML

    static let top = Anchor("main")

    /// The file's text.
    var text: String {
        let head = HTML.element(
            .head,
            each: [
                HTML.element(.meta, [.fixed("charset", "utf-8")]),
                HTML.element(.meta, Attribute.policy(WebPage.policy)),
                HTML.element(
                    .meta,
                    Attribute.meta("viewport", "width=device-width, initial-scale=1")
                ),
                HTML.element(.meta, Attribute.meta("color-scheme", "light dark")),
                HTML.element(.meta, Attribute.meta("referrer", "no-referrer")),
                HTML.element(.meta, Attribute.meta("robots", "noindex, nofollow")),
                HTML.element(.title, [], HTML(title)),
                HTML.style(.page),
            ]
        )
        let body = HTML.element(
            .body,
            each: [
                HTML.element(.a, [.class(.skip), .link(WebPage.top)], "Skip to the report"),
                HTML.element(.header, [.class(.masthead)], masthead),
                list,
                HTML.element(.main, [.id(WebPage.top), .focusable(-1)], main),
                HTML.element(.footer, [.class(.colophon)], colophon),
            ]
        )
        let page = HTML.element(.html, [.fixed("lang", "en-GB")], head + body)
        return (HTML.doctype + page).markup
    }

    private var list: HTML {
        guard contents.count > 1 else { return [] }
        let title = Anchor("contents")
        return HTML.element(
            .nav,
            [.class(.contents), .labelled(by: title)],
            HTML.heading(2, "Contents", id: title)
                + HTML.element(
                    .ol,
                    each: contents.map {
                        HTML.element(.li, [], HTML.link(to: $0.anchor, $0.words))
                    }
                )
        )
    }

    /// Nothing but the page's own style counts, whatever else should ever get into it.
    private static let policy =
        "default-src 'none'; style-src 'sha256-\(Stylesheet.page.fingerprint)'; base-uri 'none'; "
        + "form-action 'none'"
}

/// How pages look.
struct Stylesheet: Sendable {
    let text: String

    /// Of the text as it stands in the page, as a browser computes it.
    var fingerprint: String { Base64.text(Digest(text.utf8).bytes) }

    /// INVARIANT: there is no `<` in it that could end the element that it stands in.
    static let page = Stylesheet(text: frame + parts + pictures + print)
}
