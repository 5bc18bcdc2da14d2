extension Question {
    /// The questions that findings leave open, those that settle the most rules first.
    static func open(in findings: [Finding], _ answers: Answers) -> [Question] {
        var settles: [Path: (rules: Int, holdsBack: Bool)] = [:]
        for index in findings.indices where findings[index].status == .unanswered {
            let holdsBack = findings[index].level != .advice
            for path in findings[index].needs {
                let count = settles[path, default: (0, false)]
                settles[path] = (count.rules + 1, count.holdsBack || holdsBack)
            }
        }
        let paths = settles.keys.sorted { left, right in
            let (a, b) = (settles[left]?.rules ?? 0, settles[right]?.rules ?? 0)
            return a != b ? a > b : left < right
        }
        return paths.compactMap { path in
            guard let field = answers.field(at: path), let form = answers.form(at: path),
                let count = settles[path]
            else { return nil }
            return Question(
                path: path,
                form: form.name,
                field: field,
                settles: count.rules,
                holdsBack: count.holdsBack
            )
        }
    }

    /// The question that a field asks.
    init(path: Path, form: String, field: Field, settles: Int, holdsBack: Bool) {
        self.init(
            path: path,
            form: form,
            ask: field.ask ?? field.name,
            help: field.help,
            choices: field.type.choices,
            settles: settles,
            holdsBack: holdsBack
        )
    }
}

extension FieldType {
    /// The answers to choose from; empty if the answer is free.
    fileprivate var choices: [Choice] {
        switch self {
        case .choice(let choices): choices
        case .bool: [Choice(value: "true", means: "yes"), Choice(value: "false", means: "no")]
        case .list(let element, _): element.choices
        default: []
        }
    }
}
