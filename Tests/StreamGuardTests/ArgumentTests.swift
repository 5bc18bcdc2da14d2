import Testing

@testable import StreamGuard

@Suite struct CommandTable {
    @Test func namesAreUnique() {
        let names = Command.all.map(\.name)
        #expect(Set(names).count == names.count)
        for command in Command.all {
            let options = command.options.map(\.name) + [Option.help.name]
            #expect(Set(options).count == options.count, "\(command.name)")
        }
    }

    @Test func everythingIsExplained() {
        for command in Command.all {
            #expect(!command.summary.isEmpty && command.about.hasSuffix("."))
            #expect(command.operands.help.hasSuffix("."))
            for option in command.options + [.help, .version] {
                #expect(option.help.hasSuffix("."), "\(option.name)")
                #expect(option.value?.allSatisfy(\.isUppercase) ?? true, "\(option.name)")
                #expect(option.choices.isEmpty || option.value != nil, "\(option.name)")
                #expect(option.value != nil || !option.isRepeatable, "\(option.name)")
            }
        }
    }

    @Test func examplesAreUnderstood() throws {
        for command in Command.all {
            for example in command.examples {
                let words = shellWords(example.line)
                #expect(words.first == Program.name)
                guard case .run(let invocation) = try Request(Array(words.dropFirst())) else {
                    Issue.record("\(example.line) asks for something else")
                    continue
                }
                #expect(invocation.command.name == command.name)
            }
        }
    }
}

/// The words of a simple command line as a shell splits it, without what it redirects.
private func shellWords(_ line: String) -> [String] {
    var words: [String] = []
    for (index, part) in line.prefix(while: { $0 != ">" }).split(separator: "'").enumerated() {
        words += index % 2 == 1 ? [String(part)] : part.split(separator: " ").map(String.init)
    }
    return words
}

@Suite struct CommandLines {
    @Test(
        arguments: [
            (["check", "a", "b"], ["a", "b"], nil, nil),
            (["check", "a", "--school", "s.json", "b"], ["a", "b"], "s.json", nil),
            (["check", "--school=s.json", "a"], ["a"], "s.json", nil),
            (["check", "--school=a=b", "a"], ["a"], "a=b", nil),
            (["check", "--school=--odd", "a"], ["a"], "--odd", nil),
            (["check", "--school", "-", "a"], ["a"], "-", nil),
            (["check", "-"], ["-"], nil, nil),
            (["check", "--", "--school", "-x"], ["--school", "-x"], nil, nil),
            (["check", "--format", "json", "--", "-"], ["-"], nil, "json"),
            (["check", "", "a"], ["", "a"], nil, nil),
        ] as [([String], [String], String?, String?)]
    )
    func areRead(words: [String], operands: [String], school: String?, format: String?) throws {
        guard case .run(let invocation) = try Request(words) else {
            Issue.record("not a command to run")
            return
        }
        #expect(invocation.operands == operands)
        #expect(invocation.value(.school) == school)
        #expect(invocation.value(.verdictFormat) == format)
    }

    @Test func repeatableOptionsKeepTheirOrder() throws {
        guard
            case .run(let invocation) = try Request([
                "check", "--checklist", "b", "p", "--checklist=a", "--all",
            ])
        else { return }
        #expect(invocation.values(.checklist) == ["b", "a"])
        #expect(invocation.has(.all))
        #expect(!invocation.has(.school))
    }

    @Test(
        arguments: [
            ([], "no command was given", "`streamguard help` lists the commands"),
            (["chek"], "there is no command `chek`", "did you mean `check`?"),
            (["frobnicate"], "there is no command `frobnicate`", "`streamguard help` lists"),
            (["--all", "check"], "`--all` stands before the command", "write the command first"),
            (["check"], "`check` needs a PLAN", "`streamguard help check`"),
            (["help", "check", "x"], "`x` is one word too many for `help`", nil),
            (["help", "chekc"], "there is no command `chekc`", "did you mean `check`?"),
            (["check", "p", "--schol", "s"], "no option `--schol`", "did you mean `--school`?"),
            (["check", "p", "-s"], "`check` has no option `-s`", "write `--` before a name"),
            (["check", "p", "--school"], "`--school` needs a FILE", nil),
            (["check", "p", "--school="], "`--school` needs a FILE", nil),
            (["check", "p", "--school", "--all"], "`--school` needs a FILE", nil),
            (["check", "p", "--school", "a", "--school=b"], "`--school` is given twice", nil),
            (["check", "p", "--all", "--all"], "`--all` is given twice", nil),
            (["check", "p", "--all=yes"], "`--all` takes no value", nil),
            (
                ["check", "p", "--format", "jsn"], "`--format` cannot be `jsn`",
                "did you mean `json`?"
            ),
            (
                ["check", "p", "--moment", "never"], "`--moment` cannot be `never`",
                "plan, start, during"
            ),
            (["check", "p", "--\u{1b}[2J"], "no option `--\\u{1b}[2J`", nil),
        ] as [([String], String, String?)]
    )
    func areRefused(words: [String], message: String, hint: String?) {
        let run = TestConsole().run(words)
        #expect(run.status == .noAnswer)
        #expect(run.output.isEmpty)
        #expect(run.errors.hasPrefix("streamguard: error: "))
        #expect(run.errors.contains(message))
        if let hint { #expect(run.errors.contains("\nhint: ") && run.errors.contains(hint)) }
        #expect(!run.errors.unicodeScalars.contains { $0 == "\u{1b}" })
    }

    @Test func invalidTextIsRefusedNotRepaired() {
        let run = TestConsole().run(bytes: [Array("check".utf8), [0x61, 0xff, 0x62]])
        #expect(run.status == .noAnswer)
        #expect(run.errors == "streamguard: error: argument 2 is not valid UTF-8 text\n")
    }
}

@Suite struct HelpTexts {
    @Test(arguments: [["--help"], ["-h"], ["help"]])
    func ofTheProgram(words: [String]) {
        let run = TestConsole().run(words)
        #expect(run.status == .yes)
        #expect(run.errors.isEmpty)
        for command in Command.all { #expect(run.output.contains("  \(command.name) ")) }
    }

    @Test(arguments: [
        ["help", "check"], ["check", "--help"], ["check", "p", "-h"],
        ["check", "--nonsense", "--help"],
    ])
    func ofACommand(words: [String]) {
        let run = TestConsole().run(words)
        #expect(run.status == .yes)
        #expect(run.output == Help.text(for: .check, width: 80))
        for option in Command.check.options { #expect(run.output.contains(option.usage)) }
        for line in run.output.split(separator: "\n") { #expect(line.count <= 80) }
    }

    @Test func helpAfterTwoDashesIsAPlan() {
        #expect(TestConsole().run("check", "--", "--help").status == .noAnswer)
    }

    @Test func versionIsOneLine() {
        let run = TestConsole().run("--version")
        #expect(run.output == "streamguard \(Program.version)\n")
        #expect(run.status == .yes)
    }

    @Test func overviewLooksLikeThis() {
        #expect(
            Help.text(for: nil, width: 80) == """
                streamguard: may this live lesson run, what is missing, and why?

                Usage
                  streamguard COMMAND

                Commands
                  check       may these planned live sessions run?
                  plan        write a plan by answering questions
                  submit      hand a plan in, so that it can be approved and held
                  approvals   what waits for approval, and for whom
                  approve     allow what a plan needs approved
                  decline     say no to what a plan needs approved
                  withdraw    take an approval back
                  start       start a planned session, and its log
                  join        note who has come into the session
                  leave       note who has left the session
                  chat        note whether pupils can write in the chat
                  recording   note whether the session is being recorded
                  note        note something about the session
                  incident    note an incident, and who has been told
                  end         note that the session has ended
                  close       finish the session's log
                  show        show a session, or those that are open
                  review      go through the sessions of a closure or of some days
                  redact      erase what the school need not keep any longer
                  init        write a school's profile, make its record, or a demo
                  lint        look over checklists and forms
                  test        run the test cases of checklists
                  explain     what does a rule ask, and why did it come out like this?
                  eval        try an expression of the rule language
                  fmt         bring files into their canonical form
                  schema      print the JSON Schema of a kind of file
                  verify      is the record whole, and as it was saved?
                  checkpoint  make a checkpoint of the record for governors to hold
                  help        explain a command

                Options
                  --help     Show this help.
                  --version  Show the program's version.

                `streamguard help COMMAND` explains a command.

                """
        )
    }
}
