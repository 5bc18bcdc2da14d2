import Checklist

/// What the names of a case stand for.
struct Bindings {
    private(set) var environment = Formula.Environment()
    private(set) var values: [Value] = []
    /// Paths that are unanswered, as their steps; `*` is any step.
    private(set) var open: [[String]] = []

    mutating func declare(_ name: String, _ type: ValueType) {
        if let index = environment.names.firstIndex(where: { $0.name == name }) {
            environment.names[index].type = type
            return
        }
        environment.names.append((name, type))
        // A name that is declared and not bound is an error of the evaluation.
        values.append(.error(Failure("`\(name)` is not bound")))
    }

    mutating func declare(_ declaration: [String: Any]) throws {
        guard let name = declaration["name"] as? String else {
            throw Unreadable(what: "a declaration has no name")
        }
        if let type = declaration["type"] as? String {
            declare(name, try TypeText(type).type)
            return
        }
        for isMember in [false, true] {
            let overloads = (declaration["overloads"] as? [[String: Any]] ?? []).filter {
                ($0["member"] as? Bool ?? false) == isMember
            }
            guard !overloads.isEmpty else { continue }
            environment.functions.append(
                Formula.Declaration(
                    name: name,
                    isMember: isMember,
                    overloads: try overloads.map { overload in
                        (
                            try (overload["params"] as? [String] ?? []).map {
                                try TypeText($0).type
                            },
                            try TypeText(overload["result"] as? String ?? "dyn").type
                        )
                    }
                )
            )
        }
    }

    mutating func bind(_ name: String, _ value: Value) {
        if !environment.names.contains(where: { $0.name == name }) { declare(name, .dyn) }
        guard let index = environment.names.firstIndex(where: { $0.name == name }) else { return }
        values[index] = value
    }

    /// Takes note of an unanswered path such as `d.list[1].*`.
    mutating func leaveOpen(_ pattern: String) throws {
        var steps: [String] = []
        var step = ""
        for character in pattern {
            switch character {
            case ".", "[":
                steps.append(step)
                step = ""
            case "]": continue
            default: step.append(character)
            }
        }
        steps.append(step)
        guard !steps.contains("") || steps.count == 1 else {
            throw Unreadable(what: "\(pattern) is no path")
        }
        open.append(steps.map { $0.trimming(quotes: "'\"") })
        if !environment.names.contains(where: { $0.name == steps[0] }) { declare(steps[0], .dyn) }
    }
}

extension String {
    fileprivate func trimming(quotes: String) -> String {
        String(drop { quotes.contains($0) }.reversed().drop { quotes.contains($0) }.reversed())
    }
}

/// Binds unanswered paths the way the tables mean it.
///
/// There, a path is unanswered whatever the bindings say, and so is everything below it; and what
/// has an unanswered path below it is itself unanswered where it is read as a whole. Each such
/// path in an expression is replaced by a name of its own that stands for what it comes to. (In
/// a form only single fields are unanswered, and what is read as a whole has unknown parts.)
struct Attributes {
    private let bindings: Bindings
    private(set) var values: [Value]
    private var added: [(name: String, type: ValueType)] = []
    private var paths: [String] = []
    private var locals: [String] = []

    init(_ bindings: Bindings) {
        self.bindings = bindings
        values = bindings.values
    }

    func extended(_ environment: Formula.Environment) -> Formula.Environment {
        var environment = environment
        environment.names += added
        return environment
    }

    /// The expression with its unanswered paths replaced.
    mutating func bound(_ syntax: Syntax) -> Syntax {
        guard !bindings.open.isEmpty else { return syntax }
        switch read(by: syntax) {
        case .open(let unknown)?: return name(for: .unknown(unknown), syntax)
        case .answered?: return syntax
        case nil: return Syntax(inside(syntax), syntax.span)
        }
    }

    private mutating func inside(_ syntax: Syntax) -> Syntax.Kind {
        switch syntax.kind {
        case .literal, .name: return syntax.kind
        case .select(let operand, let field, let span):
            return .select(bound(operand), field, nameSpan: span)
        case .has(let operand, let field, let span):
            return .has(bound(operand), field, nameSpan: span)
        case .and(let parts): return .and(all(parts))
        case .or(let parts): return .or(all(parts))
        case .conditional(let test, let yes, let no):
            return .conditional(bound(test), bound(yes), bound(no))
        case .call(let name, let target, let arguments, let span):
            var newTarget: Syntax?
            if let target { newTarget = bound(target) }
            return .call(name, target: newTarget, arguments: all(arguments), nameSpan: span)
        case .list(let parts): return .list(all(parts))
        case .map(let entries):
            var bound: [(key: Syntax, value: Syntax)] = []
            for entry in entries {
                bound.append((self.bound(entry.key), self.bound(entry.value)))
            }
            return .map(bound)
        case .comprehension(let macro, let range, let variable, let bodies):
            let range = bound(range)
            locals.append(variable)
            defer { locals.removeLast() }
            return .comprehension(macro, range: range, variable: variable, all(bodies))
        }
    }

    private mutating func all(_ parts: [Syntax]) -> [Syntax] {
        var bound: [Syntax] = []
        for part in parts { bound.append(self.bound(part)) }
        return bound
    }

    /// What a name with its fields and indexes reads.
    private enum Read {
        case open(Unknown)
        case answered
    }

    /// What is read by an expression; nothing if it is no path.
    private mutating func read(by syntax: Syntax) -> Read? {
        var node = syntax
        var steps: [String] = []
        if case .has(let operand, let field, _) = syntax.kind {
            node = operand
            steps.append(field)
        }
        while true {
            switch node.kind {
            case .select(let operand, let field, _):
                steps.append(field)
                node = operand
            case .call("_[_]", nil, let arguments, _):
                switch value(of: arguments[1]) {
                case .string(let key)?: steps.append(key)
                case .int(let index)?: steps.append(String(index))
                case .uint(let index)?: steps.append(String(index))
                case .unknown(let unknown)?:
                    // Where all of the container is unanswered, the operator says so itself.
                    if case .open? = whole(arguments[0]) { return nil }
                    return .open(unknown)
                default: return nil
                }
                node = arguments[0]
            case .name(let root, let absolute) where absolute || !locals.contains(root):
                steps.append(root)
                guard let open = open(Array(steps.reversed())) else { return .answered }
                return .open(Unknown(place(open)))
            default: return nil
            }
        }
    }

    /// What is read by a container, if the whole of it is unanswered.
    private mutating func whole(_ container: Syntax) -> Read? {
        guard case .name(let root, _) = container.kind, bindings.open.contains([root]) else {
            return nil
        }
        return read(by: container)
    }

    /// The part of a path that is unanswered: what a pattern covers of it, or, where patterns
    /// lead further, all of it.
    private func open(_ steps: [String]) -> [String]? {
        for pattern in bindings.open {
            let count = min(pattern.count, steps.count)
            let isCovered = zip(pattern, steps).allSatisfy { $0 == "*" || $0 == $1 }
            if count > 0, isCovered { return Array(steps.prefix(count)) }
        }
        return nil
    }

    /// The value of an index, if it does not depend on an element.
    private mutating func value(of index: Syntax) -> Value? {
        var inner = Attributes(bindings)
        inner.paths = paths
        inner.locals = locals
        let bound = inner.bound(index)
        paths = inner.paths
        var environment = inner.extended(bindings.environment)
        environment.checksTypes = false
        guard let formula = try? Formula(bound, of: "", in: environment) else { return nil }
        let value = formula.value(inner.values)
        return value.isKnown ? value : { if case .unknown = value { value } else { nil } }()
    }

    private mutating func name(for value: Value, _ syntax: Syntax) -> Syntax {
        let name = "open path \(values.count)"
        added.append((name, .dyn))
        values.append(value)
        return Syntax(.name(name, absolute: true), syntax.span)
    }

    private mutating func place(_ steps: [String]) -> Path {
        var text = steps[0]
        for step in steps.dropFirst() { text += Int(step) == nil ? ".\(step)" : "[\(step)]" }
        let index = paths.firstIndex(of: text) ?? paths.count
        if index == paths.count { paths.append(text) }
        return Path(text: text, order: [Int32(index)])
    }
}
