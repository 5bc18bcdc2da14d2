import Foundation
import Testing

@testable import Checklist
@testable import StreamGuard

/// A review and a governors' pack as pages.
@Suite struct ReviewPages {
    private static let hostile = "<script>x</script>'\"\u{202e}\n& a"

    /// The pages, by the names of their files.
    private static func pages() throws -> [(name: String, text: String)] {
        let clock = MadeUpReview.clock
        func page(_ review: Review, _ view: ReviewView = .dsl) -> String {
            ReviewHTML.page(review, for: view, clock)
        }
        return [
            ("review-month", page(try MadeUpReview.full())),
            ("review-two-years", page(try MadeUpReview.full(weeks: 104))),
            ("review-one-week", page(try MadeUpReview.full(weeks: 1), .host)),
            ("review-empty", page(try MadeUpReview.empty())),
            ("review-hostile", page(try MadeUpReview.full(hostile: hostile))),
            ("pack-month", PackHTML.page(try pack(), clock)),
            ("pack-hidden", PackHTML.page(try pack(weeks: 70, isHidden: true), clock)),
        ]
    }

    private static func pack(weeks: Int = 4, isHidden: Bool = false) throws -> GovernorPack {
        let scope = try MadeUpReview.scope(weeks: weeks)
        func table(
            _ id: String,
            _ title: String,
            _ rows: [(String, Int?)],
            isByWeek: Bool = false
        ) -> PublishedTable {
            PublishedTable(
                id: id,
                title: title,
                about: "What the figures tell.",
                isByWeek: isByWeek,
                total: isHidden ? .hidden : .shown(rows.compactMap(\.1).reduce(0, +)),
                rows: rows.map { label, count in
                    PublishedTable.Row(
                        label: label,
                        count: isHidden ? .hidden : count.map { .shown($0) } ?? .hidden
                    )
                }
            )
        }
        let days = (0..<weeks).map { scope.from.adding($0 * 7).described }
        return GovernorPack(
            scope: scope,
            schools: isHidden ? 3 : 1,
            isTrial: isHidden,
            isSound: !isHidden,
            tables: [
                table("planned", "Planned sessions", [("ran", 240), ("did not run", 12)]),
                table("did-not-run", "Planned sessions that did not run", []),
                table(
                    "sessions-by-week",
                    "Sessions by week",
                    days.enumerated().map { ($1, $0 == 1 ? nil : 40 + $0) },
                    isByWeek: true
                ),
                table(
                    "incidents-by-week",
                    "Incidents by week",
                    days.enumerated().map { ($1, $0 == 2 ? 0 : $0 == 1 ? nil : 6) },
                    isByWeek: true
                ),
                table("approvals", "Sessions by approval", [("approved", 30), ("none", nil)]),
                table("findings", "Findings by item", [("Chat only with staff there", 17)]),
                table("new", "A table of a later version", [("something", 5)]),
            ],
            sentences: ["Half of the sessions lasted 40 minutes or less."]
        )
    }

    /// For `.ci/pages`, which looks at them in a browser: into the folder that PAGES names.
    @Test func `stand alone, hold together and show what came from outside as it is`() throws {
        for (name, page) in try ReviewPages.pages() {
            if let folder = ProcessInfo.processInfo.environment["PAGES"] {
                let file = URL(fileURLWithPath: folder).appendingPathComponent("\(name).html")
                try Data(page.utf8).write(to: file)
            }
            #expect(
                !page.contains(/(?i)<script|<link|<img|\son[a-z]+=|https?:|javascript:/),
                "\(name)"
            )
            #expect(!page.contains(/url\((?!#)|@import|\sstyle=/), "\(name)")
            let ids = page.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
            #expect(Set(ids).count == ids.count, "\(name)")
            for link in page.matches(of: /href="#([^"]*)"/) {
                #expect(ids.contains(String(link.1)), "\(name): \(link.1)")
            }
            // Headings go down by one level at a time.
            let levels = page.matches(of: /<h([1-6])/).compactMap { Int($0.1) }
            #expect(levels.filter { $0 == 1 }.count == 1, "\(name)")
            for (one, next) in zip(levels, levels.dropFirst()) {
                #expect(next <= one + 1, "\(name): h\(one), h\(next)")
            }
        }
    }

    @Test func `every part of a review has its place`() throws {
        let page = ReviewHTML.page(try MadeUpReview.full(), for: .dsl, MadeUpReview.clock)
        for words in [
            "Not to be relied on:", "What needs attention", "<strong>1</strong>",
            "incident of which somebody has still to be told", "action is overdue",
            "<strong>30</strong> <span><a href=\"#queue\">sessions to look at</a></span>",
            "ran without the approval they needed", "<dd>5,312</dd>", "Nobody had decided",
            "Sessions and incidents a week", "240 sessions and 12 incidents in 4 weeks",
            "Time from an incident to the first hand-over",
            "11 incidents handed over, half of them within 12 minutes, the longest after 6 days.",
            "Findings by item", "A second adult and an informed colleague",
            "(no checklist has it now)", "Again and again", "Planned and never run",
            "leaders said no, and it did not run: as it should be", "Order a second camera.",
            "(its words were erased)", "overdue</span>", "done by", "k3f0</code>",
            "an incident</span>", "Incident 17:", "1 still to be told", "And 25 more",
            "blue kettle", "How the figures are counted",
        ] {
            #expect(page.contains(words), "\(words)")
        }
    }

    @Test func `a review of nothing says so`() throws {
        let page = ReviewHTML.page(try MadeUpReview.empty(), for: .dsl, MadeUpReview.clock)
        #expect(page.contains("Nothing waits"))
        #expect(page.contains("No session was planned for these days, and none was run."))
        #expect(page.contains("None was written down."))
        #expect(!page.contains("Time from an incident"))
    }

    @Test func `a hidden figure is never nought and never drawn to scale`() throws {
        let page = PackHTML.page(try ReviewPages.pack(), MadeUpReview.clock)
        let chart = try #require(page.firstMatch(of: /(?s)<svg class="chart".*?<\/svg>/)?.0)
        #expect(chart.matches(of: /class="hidden" fill="url\(#hatching-1\)"/).count == 2)
        let heights = chart.matches(of: /class="hidden"[^>]* height="([^"]*)"/).map { $0.1 }
        #expect(Set(heights) == ["22"])
        #expect(
            page.contains("<th scope=\"row\">Mon 9 Nov 2026</th>\n<td class=\"number\">hidden</td>")
        )
        let all = PackHTML.page(try ReviewPages.pack(isHidden: true), MadeUpReview.clock)
        #expect(all.contains("In all: hidden.") && !all.contains("<td class=\"number\">0</td>"))
        #expect(all.contains("Further figures") && all.contains("A table of a later version"))
    }
}

@Suite struct Charts {
    @Test(arguments: [
        (0, [0]), (1, [0, 1]), (3, [0, 1, 2, 3]), (4, [0, 1, 2, 3, 4]), (5, [0, 2, 4, 6]),
        (17, [0, 5, 10, 15, 20]), (99, [0, 50, 100]), (240, [0, 100, 200, 300]),
        (1_000_001, [0, 500_000, 1_000_000, 1_500_000]),
    ])
    func `scales are round`(highest: Int, ticks: [Int]) {
        #expect(Scale(upTo: highest).ticks == ticks)
    }

    @Test func `numbers are grouped`() {
        #expect(
            [0, 999, 1_000, 12_345, 1_234_567, -1_000].map(grouped)
                == ["0", "999", "1,000", "12,345", "1,234,567", "-1,000"]
        )
    }

    @Test func `columns stand on their base line, in proportion`() throws {
        let chart = ColumnChart(
            title: "A & B",
            about: "Words.",
            labels: ["a", "b", "c"],
            series: [
                ColumnChart.Series(
                    name: "Counts",
                    style: .first,
                    counts: [.shown(10), .shown(5), .shown(0)]
                )
            ],
            number: 3
        ).picture.markup
        #expect(
            chart.contains(
                "role=\"img\" aria-labelledby=\"chart-3\" aria-describedby=\"chart-words-3\""
            )
        )
        #expect(chart.contains("<title id=\"chart-3\">A &amp; B</title>"))
        let bars = chart.matches(of: /class="first" x="[^"]*" y="([^"]*)"[^>]* height="([^"]*)"/)
            .map { (Double($0.1) ?? 0, Double($0.2) ?? 0) }
        #expect(bars.count == 2)
        #expect(abs(bars[0].1 - 2 * bars[1].1) < 0.2)
        #expect(bars[0].0 + bars[0].1 == bars[1].0 + bars[1].1)
    }

    @Test func `many columns leave room for their names`() {
        func names(_ count: Int) -> Int {
            let chart = ColumnChart(
                title: "x",
                about: "x",
                labels: (0..<count).map { "\($0 % 28 + 1) Nov" },
                series: [
                    ColumnChart.Series(
                        name: "x",
                        style: .first,
                        counts: Array(repeating: .shown(1), count: count)
                    )
                ],
                number: 1
            )
            return chart.picture.markup.matches(of: /\sNov<\/text>/).count
        }
        #expect(names(4) == 4)
        #expect((5...13).contains(names(60)) && (5...13).contains(names(400)))
    }

    @Test func `every length of time has one bin`() {
        let bins = HandoverBins.bins
        #expect(bins.first?.from == 0 && bins.last?.to == .max)
        for (one, next) in zip(bins, bins.dropFirst()) { #expect(one.to == next.from) }
    }
}
