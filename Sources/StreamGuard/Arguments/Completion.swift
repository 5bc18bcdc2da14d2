/// What a shell completes, written from the table of commands.
enum Completion {
    enum Shell: String, CaseIterable { case bash, zsh, fish }

    /// The script that a shell reads.
    static func script(for shell: Shell) -> String {
        switch shell {
        case .bash: CompletionBash.script
        case .zsh: CompletionZsh.script
        case .fish: CompletionFish.script
        }
    }

    /// What can stand in a place of the command line.
    enum Words {
        case files
        case commands
        case choices([String])
        case nothing
    }

    /// What may follow an option.
    static func words(after option: Option) -> Words {
        if !option.choices.isEmpty { return .choices(option.choices) }
        return words(named: option.value ?? "")
    }

    /// What may stand as an operand.
    static func operands(of command: Command) -> Words {
        if command.goesWithoutVerb { return words(named: command.operands.name) }
        return command.verbs.contains { $0.operands.contains("FILE") } ? .files : .nothing
    }

    private static func words(named name: String) -> Words {
        if name == "COMMAND" { return .commands }
        return ["FILE", "PLAN", "FOLDER", "PATH", "RECORD"].contains { name.contains($0) }
            ? .files : .nothing
    }

    /// A text in single quotes, as every shell takes it.
    static func quoted(_ text: String) -> String {
        "'\(text.replacing("'", with: "'\\''"))'"
    }
}

/// For bash 4 and newer.
private enum CompletionBash {
    static var script: String {
        let commands = Command.all.map(\.name).joined(separator: " ")
        var lines = [
            "# bash completion for streamguard; written by `streamguard help --completion bash`.",
            "_streamguard() {",
            "    local cur prev command",
            "    COMPREPLY=()",
            "    cur=${COMP_WORDS[COMP_CWORD]}",
            "    prev=${COMP_WORDS[COMP_CWORD-1]}",
            "    command=${COMP_WORDS[1]}",
            "    if [ \"$COMP_CWORD\" -eq 1 ]; then",
            "        " + reply(commands + " --help --version"),
            "        return",
            "    fi",
            "    case \"$command $prev\" in",
        ]
        for command in Command.all {
            for option in command.options where option.value != nil {
                lines.append("        '\(command.name) \(option.typed)')")
                lines.append("            " + reply(Completion.words(after: option)))
                lines.append("            return ;;")
            }
        }
        lines += ["    esac", "    case \"$command\" in"]
        for command in Command.all {
            let options = (command.options + [.help]).map(\.typed).joined(separator: " ")
            lines.append("        \(command.name))")
            lines.append("            if [ \"${cur:0:1}\" = - ]; then")
            lines.append("                " + reply(options))
            if !command.verbs.isEmpty {
                let verbs = command.verbs.map(\.name).joined(separator: " ")
                lines.append("            elif [ \"$COMP_CWORD\" -eq 2 ]; then")
                lines.append("                " + reply(verbs))
                if command.goesWithoutVerb {
                    lines.append(
                        "                " + reply(Completion.operands(of: command), more: true)
                    )
                }
            }
            lines.append("            else")
            lines.append("                " + reply(Completion.operands(of: command)))
            lines.append("            fi ;;")
        }
        lines += ["    esac", "}", "complete -F _streamguard streamguard", ""]
        return lines.joined(separator: "\n")
    }

    private static func reply(_ words: String) -> String {
        "COMPREPLY=($(compgen -W '\(words)' -- \"$cur\"))"
    }

    /// `more` adds them to what there is already.
    private static func reply(_ words: Completion.Words, more: Bool = false) -> String {
        switch words {
        case .files:
            "compopt -o filenames; COMPREPLY\(more ? "+" : "")=($(compgen -f -- \"$cur\"))"
        case .commands: reply(Command.all.map(\.name).joined(separator: " "))
        case .choices(let choices): reply(choices.joined(separator: " "))
        case .nothing: ":"
        }
    }
}

/// For zsh with its own completion system.
private enum CompletionZsh {
    static var script: String {
        var lines = [
            "#compdef streamguard",
            "# zsh completion for streamguard; written by `streamguard help --completion zsh`.",
            "_streamguard() {",
            "    local -a commands verbs",
            "    commands=(",
        ]
        lines += Command.all.map { "        " + described($0.name, $0.summary) }
        lines += [
            "    )",
            "    if (( CURRENT == 2 )); then",
            "        _describe -t commands command commands",
            "        _arguments '--help[\(inside(Option.help.help))]' "
                + "'--version[\(inside(Option.version.help))]'",
            "        return",
            "    fi",
            "    local command=$words[2]",
            "    shift words",
            "    (( CURRENT-- ))",
            "    case $command in",
        ]
        for command in Command.all {
            lines.append("        \(command.name))")
            if !command.verbs.isEmpty {
                lines.append("            verbs=(")
                lines += command.verbs.map { "                " + described($0.name, $0.summary) }
                lines.append("            )")
                lines.append("            if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then")
                lines.append("                _describe -t verbs '\(command.name)' verbs")
                if !command.goesWithoutVerb { lines.append("                return") }
                lines.append("            fi")
            }
            var specs = (command.options + [.help]).map(spec)
            specs.append("'*:\(command.operands.name):\(action(Completion.operands(of: command)))'")
            lines.append("            _arguments \\")
            lines.append(specs.map { "                \($0)" }.joined(separator: " \\\n"))
            lines.append("            ;;")
        }
        lines += [
            "    esac",
            "}",
            "if [ \"$funcstack[1]\" = _streamguard ]; then",
            "    _streamguard \"$@\"",
            "else",
            "    compdef _streamguard streamguard",
            "fi",
            "",
        ]
        return lines.joined(separator: "\n")
    }

    private static func spec(_ option: Option) -> String {
        let star = option.isRepeatable ? "*" : ""
        guard let value = option.value else {
            return "'\(star)\(option.typed)[\(inside(option.help))]'"
        }
        return "'\(star)\(option.typed)=[\(inside(option.help))]:\(value):"
            + "\(action(Completion.words(after: option)))'"
    }

    private static func action(_ words: Completion.Words) -> String {
        switch words {
        case .files: "_files"
        case .commands: "(\(Command.all.map(\.name).joined(separator: " ")))"
        case .choices(let choices): "(\(choices.joined(separator: " ")))"
        case .nothing: " "
        }
    }

    private static func described(_ name: String, _ words: String) -> String {
        Completion.quoted("\(name):\(words)")
    }

    /// Inside the brackets of a specification, inside single quotes.
    private static func inside(_ text: String) -> String {
        var safe = text.replacing("\\", with: "\\\\")
        for mark in ["[", "]", ":"] { safe = safe.replacing(mark, with: "\\" + mark) }
        return safe.replacing("'", with: "'\\''")
    }
}

/// For fish 3 and newer.
private enum CompletionFish {
    static var script: String {
        var lines = [
            "# fish completion for streamguard; written by `streamguard help --completion fish`.",
            "complete -c streamguard -f",
            "complete -c streamguard -n __fish_use_subcommand -l help -d "
                + Completion.quoted(Option.help.help),
            "complete -c streamguard -n __fish_use_subcommand -l version -d "
                + Completion.quoted(Option.version.help),
        ]
        for command in Command.all {
            lines.append(
                "complete -c streamguard -n __fish_use_subcommand -a \(command.name) -d "
                    + Completion.quoted(command.summary)
            )
        }
        for command in Command.all {
            // What stands first is the command: `help check` asks for help.
            let here = "test (commandline -opc)[2] = \(command.name)"
            let start = "complete -c streamguard -n 'not __fish_use_subcommand; and \(here)"
            for option in command.options + [.help] {
                let words = option.value == nil ? "" : after(option)
                let help = Completion.quoted(option.help)
                lines.append("\(start)' -l \(option.name)\(words) -d \(help)")
            }
            for verb in command.verbs {
                lines.append(
                    "\(start); and test (count (commandline -opc)) -eq 2' -a \(verb.name) -d "
                        + Completion.quoted(verb.summary)
                )
            }
            switch Completion.operands(of: command) {
            case .files:
                let rest =
                    command.goesWithoutVerb
                    ? "" : "; and test (count (commandline -opc)) -gt 2"
                lines.append("\(start)\(rest)' -F")
            case .commands:
                let names = Command.all.map(\.name).joined(separator: " ")
                lines.append("\(start)' -a '\(names)'")
            case .choices, .nothing: break
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func after(_ option: Option) -> String {
        switch Completion.words(after: option) {
        case .files: " -r -F"
        case .choices(let choices): " -x -a '\(choices.joined(separator: " "))'"
        case .commands, .nothing: " -x"
        }
    }
}
