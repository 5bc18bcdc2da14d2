import Checklist

/// The whole program as a function of its arguments and a console.
enum Program {
    static let name = "streamguard"
    static let version = "0.1.0"

    /// Runs one command; `arguments` are the words after the program's own name, as raw bytes.
    static func run(_ arguments: [[UInt8]], on console: Console) -> ExitCode {
        var status: ExitCode
        do throws(Refusal) {
            status = try perform(try words(arguments), on: console)
        } catch {
            console.complain(error)
            status = .noAnswer
        }
        console.output.flush()
        // Whoever closes the pipe early has read enough: that changes nothing about the answer.
        if let reason = console.output.problem, !console.output.readerLeft {
            console.complain(.answerNotWritten(reason))
            status = .noAnswer
        }
        console.errors.flush()
        return status
    }

    private static func perform(
        _ words: [String],
        on console: Console
    ) throws(Refusal) -> ExitCode {
        switch try Request(words) {
        case .version:
            console.output.write("\(name) \(version)\n")
            return .yes
        case .help(let command):
            console.output.write(Help.text(for: command, width: console.output.width))
            return .yes
        case .run(let invocation):
            return try invocation.command.run(invocation, console)
        }
    }

    /// Swift repairs invalid UTF-8 in silence, so a wrong file name would be looked up: refuse it.
    private static func words(_ arguments: [[UInt8]]) throws(Refusal) -> [String] {
        var words: [String] = []
        for (index, bytes) in arguments.enumerated() {
            guard let word = String(validating: bytes, as: UTF8.self) else {
                throw .argumentNotText(index + 1)
            }
            words.append(word)
        }
        return words
    }
}

extension Refusal {
    fileprivate static func argumentNotText(_ position: Int) -> Refusal {
        Refusal("argument \(position) is not valid UTF-8 text")
    }

    fileprivate static func answerNotWritten(_ reason: String) -> Refusal {
        Refusal("the answer could not be written: \(reason)")
    }
}
