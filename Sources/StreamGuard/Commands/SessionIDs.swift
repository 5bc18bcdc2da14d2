import Checklist

// How the people of a session are named on a command line.

extension Invocation {
    /// The ids among the operands, each once; commas may stand between them.
    var ids: [String] { Invocation.ids(operands) }

    /// The ids that an option names.
    func ids(_ option: Option) -> [String] { Invocation.ids(values(option)) }

    private static func ids(_ words: [String]) -> [String] {
        var ids: [String] = []
        for word in words.flatMap({ $0.split(whereSeparator: { ", ;".contains($0) }) }) {
            let id = String(word)
            if !ids.contains(where: { $0.hasSameBytes(as: id) }) { ids.append(id) }
        }
        return ids
    }
}

extension Cast {
    /// Somebody by what was typed; refused if nobody knows them.
    ///
    /// For a slip, those in `near` are meant rather than others.
    func require(_ id: String, near: [String] = []) throws(Refusal) -> Member {
        if let member = member(id) { return member }
        let meant = nearest(to: id, among: near) ?? nearest(to: id, among: known)
        throw Refusal(
            "nobody is called \(id.quoted)",
            hint: meant.map { "did you mean `\($0)`?" }
                ?? "for somebody nobody knows write `\(Program.name) join --unknown`"
        )
    }

    /// A member of staff by what was typed.
    func requireStaff(_ id: String) throws(Refusal) -> SessionEvent.Somebody {
        let member = try require(id)
        guard member.who.isStaff else {
            throw Refusal("\(id.quoted) is not among the people of the school's profile")
        }
        return member.who
    }
}
