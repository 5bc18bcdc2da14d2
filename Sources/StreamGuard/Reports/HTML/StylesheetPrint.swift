extension Stylesheet {
    /// How charts look: their inks are those of the page, light or dark.
    static let pictures = """
        .figure { margin: 1.25rem 0 0; }
        .figure figcaption { max-width: 42rem; }
        .figure figcaption p { margin-top: .2rem; }
        .chart { display: block; width: 100%; height: auto; min-width: 40rem; margin-top: .6rem; }
        .chart text { fill: var(--ink); font-family: inherit; }
        .chart .tick { fill: var(--quiet); }
        .chart .axis { stroke: var(--edge); stroke-width: 1; fill: none; }
        .chart .grid { stroke: var(--line); stroke-width: 1; fill: none; }
        .chart .first, .bar .first { fill: var(--bar); }
        .chart .second, .bar .second { fill: var(--second); }
        .chart .hatch { stroke: var(--quiet); stroke-width: 1.5; fill: none; }
        .chart .hidden { stroke: var(--quiet); stroke-width: 1; stroke-dasharray: 3 2; }
        .bar { display: block; width: 100%; height: .8rem; margin-top: .4rem; }
        .bar-cell { min-width: 5rem; width: 36%; }
        .chart .label { font-weight: 600; }
        @media (max-width: 36rem) { .bar-cell { min-width: 3.5rem; width: 24%; } }
        @media (forced-colors: active) {
          .chart .first, .bar .first, .chart .second, .verdict .mark { fill: CanvasText; }
          .verdict, .note, .chip { border: 1px solid CanvasText; }
          .chart .axis, .chart .hidden, .chart .hatch { stroke: CanvasText; }
        }

        """

    /// On paper: dark ink on white whatever the screen is set to, nothing cut by the end of a
    /// page that can stay whole, and nothing hidden that can only be opened with a click.
    static let print = """
        @page { size: A4; margin: 17mm 16mm 18mm; }
        @media print {
          :root {
            color-scheme: light;
            --paper: #fff; --sheet: #f4f4f2; --ink: #000; --quiet: #444; --line: #bbb;
            --edge: #666; --accent: #000; --second: #a8480f; --bar: #2f6685;
            --good: #14532f; --good-sheet: #fff; --warn: #5e3900; --warn-sheet: #fff;
            --bad: #7d1512; --bad-sheet: #fff;
          }
          html { font-size: 10.5pt; }
          body { max-width: none; padding: 0; line-height: 1.4; }
          .skip { display: none; }
          h1, h2, h3, h4, h5, caption, figcaption, thead { break-after: avoid; }
          .section { margin-top: 1.6rem; }
          .contents { background: none; border: 1px solid var(--line); break-inside: avoid; }
          a { color: inherit; text-decoration: none; }
          .items > li, .tally > div, tr, .verdict, .note, .chart { break-inside: avoid; }
          .tally > div, .note { background: none; border: 1px solid var(--line); }
          .verdict { border: 1px solid currentColor; border-left-width: .4rem; }
          .scroll { overflow: visible; }
          .chart { min-width: 0; }
          thead { display: table-header-group; }
          p, li, dd { orphans: 3; widows: 3; }
          .page { break-before: page; }
          summary { list-style: none; color: var(--quiet); }
          details::details-content { content-visibility: visible; display: block; height: auto; }
          * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        }

        """
}
