import Testing

@testable import StreamGuard

@Suite struct Completions {
    @Test(arguments: Completion.Shell.allCases)
    func `name every command, option, choice and verb`(shell: Completion.Shell) {
        let script = Completion.script(for: shell)
        for command in Command.all {
            #expect(script.contains(command.name))
            for option in command.options {
                #expect(script.contains(option.name), "\(option.typed)")
                for choice in option.choices { #expect(script.contains(choice)) }
            }
            for verb in command.verbs { #expect(script.contains(verb.name)) }
        }
        let run = TestConsole().run("help", "--completion", shell.rawValue)
        #expect(run.status == .yes && run.output == script)
    }

    @Test func `the manual page names every command and option`() {
        let page = TestConsole().run("help", "--man").output
        #expect(page.hasPrefix(".TH STREAMGUARD 1"))
        for command in Command.all {
            #expect(page.contains(".SS \"\(command.name)\""))
            for option in command.options {
                #expect(
                    page.contains(
                        option.usage.replacing("-", with: "\\-").replacing("…", with: "...")
                    )
                )
            }
        }
        // A line that begins with a dot is a command of the page's language.
        let known: Set<Substring> = [
            ".TH", ".SH", ".SS", ".TP", ".B", ".I", ".PP", ".br", ".RS", ".RE", ".nf", ".fi",
        ]
        for line in page.split(separator: "\n") where line.hasPrefix(".") {
            #expect(known.contains(line.prefix { $0 != " " }), "\(line)")
        }
    }

    @Test func `verbs are explained`() {
        let help = TestConsole().run("help", "plan").output
        for verb in Command.plan.verbs { #expect(help.contains("\(verb.name) \(verb.operands)")) }
    }
}
