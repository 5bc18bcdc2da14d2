import Checklist
import Platform

/// Everything the program says, hears and is told by its surroundings.
///
/// The only file that prints or reads the clock; a test makes a console of its own.
struct Console {
    let output: Output
    let errors: Output
    /// Reads standard input to its end, or `limit` bytes and one more.
    let input: (_ limit: Int) throws(Refusal) -> [UInt8]
    let inputIsTerminal: Bool
    let environment: (String) -> String?
    /// Where relative paths start, and the program's own file: nil if the system will not say.
    let workingFolder: String?
    let executable: String?
    /// Nothing if the computer's clock is out of all range.
    let now: () -> Timestamp?
    /// Reads what there is of standard input, up to so much; nothing at its end.
    var stream: (UnsafeMutableRawBufferPointer) throws(Refusal) -> Int = {
        (room) throws(Refusal) in try FileReader.readStandardInput(into: room)
    }
    /// How many things the computer can do at once.
    var processors = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    /// Shows on standard error how far something has come; nothing if nobody would see it.
    var progress: ((String) -> Void)?
    /// Whether answers go to a terminal, where progress would stand between them.
    var outputIsTerminal = false
    /// Waits for one line from the keyboard.
    var line: () -> TypedLine = { .end }
    /// So many bytes that nobody can guess.
    var random: (_ count: Int) -> [UInt8] = Surroundings.chance
    /// Milliseconds since the computer was started, and which start that was.
    var uptime: () -> (milliseconds: Int, boot: String) = Surroundings.uptime
    /// Who runs the program, and where.
    var account: Account = .current
    /// For whom, if `sudo` was asked to run it.
    var invoker: Account?

    /// Says on standard error why no answer could be given.
    func complain(_ refusal: Refusal) {
        if let problems = refusal.problems {
            errors.write(problems.rendered() + "\n", after: output)
        }
        say("\(Program.name): error: \(refusal.message)".inert)
        if let hint = refusal.hint { say("hint: \(hint)".inert) }
    }

    /// Says something that does not change the answer.
    func warn(_ message: String) {
        say("\(Program.name): warning: \(message)".inert)
    }

    /// One line on standard error.
    func say(_ line: String) {
        errors.write(line + "\n", after: output)
    }

    /// Shows some lines on standard error and then asks for one.
    func ask(_ lines: String, _ prompt: String) -> TypedLine {
        errors.write(lines + prompt, after: output)
        return line()
    }
}

/// What came when a line was asked for.
enum TypedLine: Equatable {
    case text(String)
    /// Bytes that are no text, or keys that are no letters, such as the arrows.
    case unreadable
    /// The keyboard is at its end: Ctrl-D, or the terminal has gone.
    case end
}

/// Reads lines from a descriptor as the terminal gives them, and leaves its settings alone.
private final class LineReader {
    private var rest: [UInt8] = []
    private var isAtEnd = false

    func line(from descriptor: Int32) -> TypedLine {
        while true {
            if let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                defer { rest.removeFirst(end + 1) }
                return typed(rest[..<end])
            }
            if isAtEnd || rest.count > 1 << 16 {
                defer { rest = [] }
                return rest.isEmpty ? .end : typed(rest[...])
            }
            var chunk = [UInt8](repeating: 0, count: 4096)
            let count = Platform.read(descriptor, &chunk, chunk.count)
            if count > 0 {
                rest += chunk[..<count]
            } else if count == 0 || errno != EINTR {
                isAtEnd = true
            }
        }
    }

    private func typed(_ bytes: ArraySlice<UInt8>) -> TypedLine {
        let line = bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes
        guard let text = String(validating: line, as: UTF8.self),
            !text.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\t" || $0 == "\u{7f}" }
            )
        else { return .unreadable }
        return .text(text)
    }
}

/// One of the two streams, buffered.
final class Output {
    /// How wide the text may be, and whether it may be coloured.
    let width: Int
    let colour: Bool
    private let sink: (UnsafeRawBufferPointer) -> Int
    private var buffer: [UInt8] = []
    private var error: Int32?

    /// `sink` behaves as `write(2)` does, and leaves its reason in `errno`.
    init(width: Int, colour: Bool, sink: @escaping (UnsafeRawBufferPointer) -> Int) {
        self.width = width
        self.colour = colour
        self.sink = sink
    }

    /// Why something could not be written, in the system's words.
    var problem: String? { error.map { String(cString: strerror($0)) } }
    /// The reader of a pipe has gone, as `head` does.
    var readerLeft: Bool { error == EPIPE }

    /// Writes `text`; once something has failed, nothing more is tried.
    func write(_ text: String) {
        buffer.append(contentsOf: text.utf8)
        if buffer.count > 1 << 16 { flush() }
    }

    /// Writes text in UTF-8 at once: a reader may wait for it.
    func write(_ bytes: UnsafeBufferPointer<UInt8>) {
        flush()
        send(UnsafeRawBufferPointer(bytes))
    }

    /// Keeps the order in which a person sees the two streams on one terminal.
    fileprivate func write(_ text: String, after other: Output) {
        other.flush()
        write(text)
        flush()
    }

    func flush() {
        buffer.withUnsafeBytes { send($0) }
        buffer.removeAll(keepingCapacity: true)
    }

    private func send(_ bytes: UnsafeRawBufferPointer) {
        var rest = bytes[...]
        while !rest.isEmpty, error == nil {
            let count = sink(UnsafeRawBufferPointer(rebasing: rest))
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                error = errno
            }
        }
    }
}

extension Console {
    /// The words after the program's name, untouched.
    static var arguments: [[UInt8]] {
        let arguments = UnsafeBufferPointer(
            start: CommandLine.unsafeArgv,
            count: Int(CommandLine.argc)
        )
        return arguments.dropFirst().compactMap { word in
            word.map { Array(UnsafeRawBufferPointer(start: $0, count: strlen($0))) }
        }
    }

    /// The console of the process.
    static func standard() -> Console {
        // A closed pipe must be an error of `write`, not the end of the process.
        signal(SIGPIPE, SIG_IGN)
        let environment = { (name: String) in getenv(name).map { String(cString: $0) } }
        let reader = LineReader()
        let isWatched = isatty(STDERR_FILENO) == 1 && environment("TERM") != "dumb"
        let progress: ((String) -> Void)? = isWatched ? { Output.showProgress($0) } : nil
        return Console(
            output: .standard(STDOUT_FILENO, environment),
            errors: .standard(STDERR_FILENO, environment),
            input: { (limit) throws(Refusal) in try FileReader.readStandardInput(limit: limit) },
            inputIsTerminal: isatty(STDIN_FILENO) == 1,
            environment: environment,
            workingFolder: Paths.workingFolder,
            executable: Paths.executable,
            now: {
                var now = timespec()
                clock_gettime(CLOCK_REALTIME, &now)
                return Timestamp(seconds: Int64(now.tv_sec), nanos: Int32(now.tv_nsec))
            },
            progress: progress,
            outputIsTerminal: isatty(STDOUT_FILENO) == 1,
            line: { reader.line(from: STDIN_FILENO) },
            invoker: environment("SUDO_UID").flatMap { UInt32($0) }.map { Account(uid: $0) }
        )
    }
}

extension Output {
    /// Writes over what was shown before; an empty text only takes it away.
    fileprivate static func showProgress(_ text: String) {
        let line = Array("\r\u{1B}[K\(text.inert)".utf8)
        _ = line.withUnsafeBytes { Platform.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }

    fileprivate static func standard(
        _ descriptor: Int32,
        _ environment: (String) -> String?
    ) -> Output {
        let isTerminal = isatty(descriptor) == 1
        return Output(
            width: width(
                declared: environment("COLUMNS"),
                terminal: isTerminal ? columns(of: descriptor) : nil
            ),
            colour: isTerminal && mayColour(environment)
        ) { Platform.write(descriptor, $0.baseAddress, $0.count) }
    }

    /// Lines longer than 100 columns are hard to read, shorter than 40 cannot hold the layout.
    static func width(declared: String?, terminal: Int?) -> Int {
        let width = declared.flatMap { Int($0) } ?? terminal ?? 80
        return width > 0 ? min(max(width, 40), 100) : 80
    }

    /// See https://no-color.org: any value but the empty one switches colour off.
    static func mayColour(_ environment: (String) -> String?) -> Bool {
        (environment("NO_COLOR") ?? "").isEmpty && environment("TERM") != "dumb"
    }

    private static func columns(of descriptor: Int32) -> Int? {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }
}
