import Checklist

extension Command {
    static let chat = Command(
        name: "chat",
        summary: "note whether pupils can write in the chat",
        about: "Notes that the chat has been opened to pupils or closed. What the session breaks "
            + "by that is said at once, with what to do.",
        operands: Operands(
            name: "MODE",
            count: 1...1,
            help: "`off`, `on`, or `moderated` if a member of staff reads along."
        ),
        options: SessionDesk.options,
        examples: [("streamguard chat off", "The chat is closed to pupils.")]
    ) { (invocation, console) throws(Refusal) in
        try SessionSwitch(modes: ["off", "on", "moderated"], invocation, console)
            .turn { .chat($0) }
    }

    static let recording = Command(
        name: "recording",
        summary: "note whether the session is being recorded",
        about: "Notes that the recording has begun, was paused or has stopped. A transcript, or "
            + "notes that a program takes, are a recording too.",
        operands: Operands(name: "MODE", count: 1...1, help: "`on`, `paused` or `off`."),
        options: SessionDesk.options,
        examples: [("streamguard recording on", "The recording has begun.")]
    ) { (invocation, console) throws(Refusal) in
        try SessionSwitch(modes: ["on", "off", "paused"], invocation, console)
            .turn { .recording($0) }
    }
}

/// Something of the session that is in one of a few states.
private struct SessionSwitch {
    let modes: [String]
    let invocation: Invocation
    let console: Console

    init(modes: [String], _ invocation: Invocation, _ console: Console) {
        (self.modes, self.invocation, self.console) = (modes, invocation, console)
    }

    func turn(_ event: (String) -> SessionEvent) throws(Refusal) -> ExitCode {
        let mode = invocation.operands[0]
        guard modes.contains(mode) else {
            throw Refusal(
                "`\(invocation.command.name)` cannot be \(mode.quoted)",
                hint: nearest(to: mode, among: modes).map { "did you mean `\($0)`?" }
                    ?? "it is one of \(listed(modes, joinedBy: "or"))"
            )
        }
        let event = event(mode)
        return try console.keeping { () throws(SessionFailure) in
            var desk = try SessionDesk(invocation, console)
            return try desk.record([event])
        }
    }
}
