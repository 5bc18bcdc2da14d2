extension Stylesheet {
    /// Colours, letters and the frame of a page.
    ///
    /// Every pair of ink and paper differs by 4.5 to 1, and the parts of a picture by 3 to 1.
    static let frame = """

        :root {
          color-scheme: light dark;
          --paper: #fff; --sheet: #f5f6f4; --ink: #1c2428; --quiet: #54616a; --line: #d5dad8;
          --edge: #7d8a8f; --accent: #1f5c7a; --second: #a8480f; --bar: #2f7396;
          --good: #1d6940; --good-sheet: #e6f3ea; --warn: #7a4a00; --warn-sheet: #fdf1d8;
          --bad: #9c211d; --bad-sheet: #fbe9e6; --focus: #0b57d0;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --paper: #14191c; --sheet: #1d2428; --ink: #e8ebea; --quiet: #a9b4b8; --line: #353f44;
            --edge: #7f8c92; --accent: #8cc7e6; --second: #f2a266; --bar: #6db2d6;
            --good: #84d3a3; --good-sheet: #16291f; --warn: #f0c268; --warn-sheet: #2e2512;
            --bad: #ff9f94; --bad-sheet: #351b19; --focus: #9ec5ff;
          }
        }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-behavior: smooth; }
        body {
          margin: 0 auto; padding: 2.5rem 1.25rem 3rem; max-width: 52rem;
          background: var(--paper); color: var(--ink);
          font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", Arial,
            sans-serif;
          overflow-wrap: break-word;
        }
        h1, h2, h3, h4, h5 { line-height: 1.25; margin: 0; text-wrap: balance; }
        h1 { font-size: clamp(1.6rem, 1.2rem + 2vw, 2.25rem); letter-spacing: -.015em; }
        h2 { font-size: 1.35rem; letter-spacing: -.005em; }
        h3 { font-size: 1.05rem; }
        h4, h5 { font-size: 1rem; }
        p, ul, ol, dl { margin: .6rem 0 0; }
        ul, ol { padding-left: 1.4rem; }
        li + li { margin-top: .25rem; }
        a { color: var(--accent); text-underline-offset: .15em; }
        code { font: .875em/1.4 ui-monospace, "SF Mono", "Liberation Mono", monospace; }
        :focus-visible { outline: 3px solid var(--focus); outline-offset: 3px; border-radius: 2px; }
        main:focus { outline: none; }
        .skip {
          position: absolute; left: 1rem; top: -4rem; padding: .5rem .9rem; z-index: 1;
          background: var(--ink); color: var(--paper); border-radius: 0 0 .4rem .4rem;
        }
        .skip:focus { top: 0; }
        .masthead { padding-bottom: 1.4rem; }
        .over { margin: 0 0 .5rem; color: var(--quiet); font-size: .9rem; }
        .lead { font-size: 1.1rem; }
        .quiet { color: var(--quiet); }
        .small { font-size: .875rem; }
        .contents { padding: 1rem 1.25rem 1.1rem; background: var(--sheet); border-radius: .6rem; }
        .contents h2 { font-size: 1rem; }
        .contents ol { columns: 17rem; column-gap: 2rem; margin-top: .5rem; }
        .contents li { break-inside: avoid; }
        .section { margin-top: 2.75rem; }
        .section > h2, .section .section > h3 { padding-bottom: .45rem; border-bottom: 1px solid var(--line); }
        .colophon {
          margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line);
          color: var(--quiet); font-size: .875rem;
        }
        @media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }

        """
}
