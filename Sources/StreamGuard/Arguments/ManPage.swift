/// The manual page, written from the table of commands, in the language of `man`.
enum ManPage {
    static var text: String {
        var lines = [
            ".TH STREAMGUARD 1 \"\" \"\(Program.name) \(Program.version)\" \"User Commands\"",
            ".SH NAME",
            "streamguard \\- may this live lesson run, what is missing, and why?",
            ".SH SYNOPSIS",
            ".B streamguard",
            ".I COMMAND",
            "[\\fIWORD\\fR ...] [\\fIOPTIONS\\fR]",
            ".SH DESCRIPTION",
            "Judges planned live online lessons by a school's checklists. Answers go to standard",
            "output, everything else to standard error.",
            ".SH COMMANDS",
        ]
        for command in Command.all { lines += section(command) }
        lines += [
            ".SH \"EXIT STATUS\"",
            ".TP", ".B 0", "The answer is yes.",
            ".TP", ".B 1", "The answer is no, or not yet.",
            ".TP", ".B 2", "No answer could be given.",
            ".SH ENVIRONMENT",
            ".TP", ".B STREAMGUARD_CHECKLISTS", "The folder of forms and checklists.",
            ".TP", ".B NO_COLOR", "Any value but the empty one switches colour off.",
            ".TP", ".B COLUMNS", "How wide the text may be, 40 to 100.",
            "",
        ]
        return lines.joined(separator: "\n")
    }

    private static func section(_ command: Command) -> [String] {
        var lines = [".SS \"\(command.name)\"", escaped(command.about)]
        if command.goesWithoutVerb {
            lines += [
                ".TP", ".I \(escaped(command.operands.name))", escaped(command.operands.help),
            ]
        }
        for verb in command.verbs {
            lines += [
                ".TP", ".B \(escaped("\(command.name) \(verb.name) \(verb.operands)"))",
                escaped(verb.summary) + ".",
            ]
        }
        for option in command.options {
            lines += [".TP", ".B \(escaped(option.usage))", escaped(option.help)]
        }
        for example in command.examples {
            lines += [
                ".PP", escaped(example.does), ".br", ".RS 4", ".nf", escaped(example.line), ".fi",
                ".RE",
            ]
        }
        return lines
    }

    /// A line that may begin with anything and holds no command of the language.
    private static func escaped(_ text: String) -> String {
        let safe = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
            .replacing("…", with: "...").replacing("“", with: "\"").replacing("’", with: "'")
        return safe.hasPrefix(".") || safe.hasPrefix("'") ? "\\&" + safe : safe
    }
}
