import Checklist

extension Command {
    static let format = Command(
        name: "fmt",
        summary: "bring files into their canonical form",
        about: "Rewrites checklists, forms, cases, school profiles and plans in one uniform look: "
            + "members in the order of their declaration, two spaces a level, short things on one "
            + "line, conditions with uniform spaces. What a file means never changes, and a file "
            + "with an error is left alone. Exit status 1 with `--check` means that some file "
            + "would change.",
        operands: Operands(
            name: "FILE",
            count: 1...Int.max,
            help: "A file, or `-` to read standard input and write standard output. What a file is "
                + "shows in its first member, or in its name: *.plan.json, *.school.json, "
                + "school.json."
        ),
        options: [.check, .kind, .checklist],
        examples: [
            ("streamguard fmt autumn.checklist.json", "Format one file."),
            ("streamguard fmt --check checklists/*.json", "List the files that would change."),
        ]
    ) { (invocation, console) throws(Refusal) in
        var format = try Format(invocation, console)
        return format.run()
    }
}

/// One run of `fmt`: each file by itself, so that an error in one does not keep the others.
private struct Format {
    private let invocation: Invocation
    private let console: Console
    private let formatter: FileFormatter
    private var status = ExitCode.yes

    init(_ invocation: Invocation, _ console: Console) throws(Refusal) {
        self.invocation = invocation
        self.console = console
        var library = try Library(ShippedFiles(console), adding: invocation.values(.checklist))
        formatter = try FileFormatter(&library, kind: invocation.value(.kind))
    }

    mutating func run() -> ExitCode {
        for name in invocation.operands {
            do throws(Refusal) {
                if name == "-" { try formatInput() } else { try format(name) }
            } catch {
                console.complain(error)
                status = .noAnswer
            }
        }
        return status
    }

    private mutating func formatInput() throws(Refusal) {
        if console.inputIsTerminal { console.say("reading a file from the keyboard, up to Ctrl-D") }
        let bytes = try console.input(FileReader.limit)
        let text = try formatter.formatted(bytes, named: "standard input")
        if invocation.has(.check) {
            if Array(text.utf8) != bytes { note("standard input") }
        } else {
            console.output.write(text)
        }
    }

    private mutating func format(_ path: String) throws(Refusal) {
        let old = try FileReader.read(path)
        let new = Array(try formatter.formatted(old, named: path).utf8)
        guard new != old else { return }
        if invocation.has(.check) {
            note(path)
        } else {
            try FileRewriter.rewrite(path, new, insteadOf: old)
            console.say("formatted \(path.quotedPath)")
        }
    }

    /// Tells of a file that would change.
    private mutating func note(_ name: String) {
        console.output.write("\(name.inert)\n")
        if status == .yes { status = .no }
    }
}
