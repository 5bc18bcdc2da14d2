/// The help, written from the table of commands.
enum Help {
    /// Help for a command, or for the program.
    static func text(for command: Command?, width: Int) -> String {
        var page = Page(width: width, colour: false)
        if let command { explain(command, on: &page) } else { overview(on: &page) }
        return page.text
    }

    private static func overview(on page: inout Page) {
        page.paragraph(
            "streamguard: may this live lesson run, what is missing, and why?"
        )
        page.gap()
        page.heading("Usage")
        page.paragraph("streamguard COMMAND", indent: 2)
        page.gap()
        page.heading("Commands")
        page.table(Command.all.map { ($0.name, $0.summary) })
        page.gap()
        page.heading("Options")
        page.table([Option.help, .version].map { ($0.typed, $0.help) })
        page.gap()
        page.paragraph("`streamguard help COMMAND` explains a command.")
    }

    private static func explain(_ command: Command, on page: inout Page) {
        page.paragraph("streamguard \(command.name): \(command.summary)")
        page.gap()
        page.heading("Usage")
        page.paragraph(usage(command), indent: 2, hanging: 4)
        page.gap()
        page.paragraph(command.about)
        page.gap()
        let operands = [(command.operands.name, command.operands.help)]
        page.table(operands)
        if !command.verbs.isEmpty {
            page.gap()
            page.table(command.verbs.map { ("\($0.name) \($0.operands)", $0.summary + ".") })
        }
        page.gap()
        page.heading("Options")
        page.table((command.options + [.help]).map { ($0.usage, $0.help) })
        if !command.examples.isEmpty {
            page.gap()
            page.heading("Examples")
            for example in command.examples {
                page.paragraph(example.line, indent: 2, hanging: 4)
                page.paragraph(example.does, indent: 6)
            }
        }
        page.gap()
        page.paragraph(
            "Exit status: 0 the answer is yes, 1 the answer is no or not yet, 2 no answer could "
                + "be given."
        )
    }

    private static func usage(_ command: Command) -> String {
        let count = command.operands.count
        var operand = command.operands.name
        if count.upperBound > 1, !operand.hasSuffix("]") { operand += "…" }
        if count.lowerBound == 0 { operand = "[\(operand)]" }
        let options = command.options.isEmpty ? "" : " [OPTIONS]"
        return "streamguard \(command.name) \(operand)\(options)"
    }
}

extension Option {
    /// As the help shows it: `--school FILE`, `--format text|json`, and `…` if it may be repeated.
    var usage: String {
        guard let value else { return typed }
        let shown = choices.isEmpty ? value : choices.joined(separator: "|")
        return "\(typed) \(shown)" + (isRepeatable ? " …" : "")
    }
}
