extension Stylesheet {
    /// What reports are made of: verdicts, entries, facts, tables.
    static let parts = """
        .verdict {
          display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .1rem 1rem; align-items: center;
          margin-top: 1.1rem; padding: 1rem 1.25rem; border-radius: .6rem;
          border-left: .4rem solid currentColor;
        }
        .verdict .mark { grid-row: span 2; width: 2.6rem; height: 2.6rem; fill: currentColor; }
        .verdict .word { margin: 0; font-size: 1.35rem; font-weight: 700; line-height: 1.2; }
        .verdict .lead { margin: 0; font-size: 1rem; color: var(--ink); }
        .ready { background: var(--good-sheet); color: var(--good); }
        .needs-approval, .needs-answers { background: var(--warn-sheet); color: var(--warn); }
        .do-not-run { background: var(--bad-sheet); color: var(--bad); }
        .facts { display: grid; grid-template-columns: minmax(0, 1fr); gap: .3rem 1.5rem; margin-top: 1.1rem; }
        .facts > div { display: grid; grid-template-columns: 9rem minmax(0, 1fr); gap: .25rem .75rem; }
        .facts dt { color: var(--quiet); }
        .facts dd { margin: 0; }
        .items { list-style: none; padding: 0; margin: 0; counter-reset: item; }
        .items > li { padding: 1.15rem 0; margin: 0; border-bottom: 1px solid var(--line); }
        .items > li:last-child { border-bottom: 0; }
        .items p { max-width: 42rem; }
        .label { font-weight: 600; }
        .fix { margin-top: .7rem; padding-left: .9rem; border-left: 3px solid var(--edge); }
        .fix > :first-child { margin-top: 0; }
        .fix > p + p { margin-top: .3rem; }
        .source { color: var(--quiet); font-size: .875rem; }
        .two { columns: 19rem; column-gap: 2.5rem; }
        .two li { break-inside: avoid; }
        .rows { list-style: none; padding: 0; }
        .rows > li {
          display: grid; grid-template-columns: 3.6rem minmax(0, 1fr); gap: .8rem;
          padding: .5rem 0; margin: 0; align-items: baseline;
          border-bottom: 1px solid var(--line);
        }
        .rows > li:last-child { border-bottom: 0; }
        .rows strong {
          font-size: 1.35rem; line-height: 1.1; text-align: right;
          font-variant-numeric: tabular-nums;
        }
        .quieter strong { font-size: 1rem; }
        .quieter > li { padding: .3rem 0; }
        .chips { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .35rem; }
        .chips li { margin: 0; }
        .chip {
          display: inline-block; padding: .05rem .5rem; border: 1px solid var(--edge);
          border-radius: 1rem; font-size: .8125rem; line-height: 1.45;
        }
        .chip.bad { color: var(--bad); border-color: currentColor; font-weight: 600; }
        .chip.warning { color: var(--warn); border-color: currentColor; }
        .chip.good { color: var(--good); border-color: currentColor; }
        .note { margin-top: 1rem; padding: .8rem 1.1rem; background: var(--sheet); border-radius: .5rem; }
        .note.bad { background: var(--bad-sheet); border-left: .3rem solid var(--bad); }
        .note.good { background: var(--good-sheet); border-left: .3rem solid var(--good); }
        .note.warning { background: var(--warn-sheet); border-left: .3rem solid var(--warn); }
        .note > :first-child { margin-top: 0; }
        .tally {
          display: grid; grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); gap: .75rem;
          margin-top: 1rem;
        }
        .tally > div {
          display: flex; flex-direction: column-reverse; justify-content: flex-end;
          padding: .8rem 1rem; background: var(--sheet); border-radius: .5rem;
        }
        .tally dt { color: var(--quiet); font-size: .875rem; line-height: 1.35; }
        .tally dd {
          margin: 0; font-size: 1.7rem; font-weight: 700; line-height: 1.2;
          font-variant-numeric: tabular-nums;
        }
        .section h3 { margin-top: 1.6rem; }
        .items h3, .items h4 { margin-top: 0; }
        .items .facts { margin-top: .7rem; font-size: .9375rem; }
        .scroll { overflow-x: auto; margin-top: 1.5rem; }
        .figure .scroll { margin-top: .5rem; }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
        caption { text-align: left; padding-bottom: .4rem; font-weight: 600; }
        .section caption h3 { margin: 0; }
        caption p { margin: .15rem 0 0; max-width: 42rem; font-weight: 400; }
        th, td { padding: .45rem .75rem .45rem 0; text-align: left; vertical-align: top; }
        th:last-child, td:last-child { padding-right: 0; }
        thead th { color: var(--quiet); font-size: .875rem; font-weight: 600; line-height: 1.3;
          vertical-align: bottom; border-bottom: 1px solid var(--edge); }
        tbody th { font-weight: 500; }
        tbody tr + tr > * { border-top: 1px solid var(--line); }
        .number { text-align: right; }
        details { margin-top: .8rem; }
        summary { cursor: pointer; color: var(--accent); padding: .3rem 0; min-height: 1.5rem; }
        @media (max-width: 36rem) {
          body { padding: 1.5rem 1rem 2rem; }
          .facts > div { grid-template-columns: minmax(0, 1fr); gap: 0; }
          .facts { gap: .7rem; }
          .verdict { padding: .9rem 1rem; gap: .1rem .8rem; }
          .verdict .mark { width: 2rem; height: 2rem; }
          .tally { grid-template-columns: repeat(auto-fill, minmax(7.5rem, 1fr)); gap: .5rem; }
        }

        """
}
