import Checklist

/// Free text of a session: never refused, but pointed at where it holds what does not belong.
struct SessionText {
    let console: Console

    init(_ console: Console) { self.console = console }

    /// Text that was given with the command, where `-` stands for standard input.
    func given(_ words: [String], _ what: String) throws(Refusal) -> String? {
        guard !words.isEmpty else { return nil }
        guard words == ["-"] else { return try checked(words.joined(separator: " ")) }
        if console.inputIsTerminal { return try asked(what) }
        let bytes = try console.input(RecordLine.textLimit + 1)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Refusal("standard input is no text")
        }
        let trimmed = Reply.trimmed(text)
        guard !trimmed.isEmpty else { throw Refusal("standard input is empty") }
        return try checked(trimmed)
    }

    /// Asks for a text; nothing if nobody can be asked, or has nothing to say.
    func asked(_ question: String) throws(Refusal) -> String? {
        guard console.inputIsTerminal else { return nil }
        while true {
            var page = Page(width: console.errors.width, colour: false)
            page.paragraph(question)
            guard case .text(let line) = console.ask(page.text, "> ") else { return nil }
            let text = Reply.trimmed(line)
            if text.isEmpty { return nil }
            guard let remark = PrivateText.remark(on: text) else { return text }
            console.remark(remark)
            let answer = console.ask("", "`keep` saves it so, Enter asks again: ")
            if answer == .text("keep") { return text }
        }
    }

    /// At a terminal there is time to find other words; else it is saved, and pointed at.
    private func checked(_ text: String) throws(Refusal) -> String {
        guard let remark = PrivateText.remark(on: text) else { return text }
        guard console.inputIsTerminal else {
            console.warn(remark)
            return text
        }
        console.remark(remark)
        let words = console.ask("", "Other words, or Enter to save it as it is: ")
        guard case .text(let line) = words, !Reply.trimmed(line).isEmpty else { return text }
        return Reply.trimmed(line)
    }
}
