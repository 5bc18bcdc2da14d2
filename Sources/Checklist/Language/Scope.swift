/// The names that an expression may use.
struct Scope: Sendable {
    /// What a name stands for.
    enum Meaning: Sendable {
        case root(Int)
        case variable(Int, isTotal: Bool)
    }

    private var meanings: [String: (meaning: Meaning, type: ValueType)] = [:]
    /// Functions beyond those of the language.
    ///
    /// A name may be qualified, as in `a.b.f(x)`.
    private var functions: [Function] = []
    /// Where unqualified names are looked up first: in `a.b`, `x` is `a.b.x`, `a.x` or `x`.
    var container = ""
    /// True if a name with a dot is declared, so that `a.b` need not be a field of `a`.
    private(set) var hasQualifiedNames = false
    /// Inside an element of a list of groups: the element, which is called `this`.
    var element: ValueType?
    /// In a form: only fields declared before this one may be read.
    var readsFieldsBefore: Int?
    /// In a form: the lists that the condition stands in, by the order of their declaration.
    ///
    /// They are not complete when it is asked.
    var enclosingLists: [Int] = []

    /// Declares a name; the innermost declaration of a name counts.
    mutating func declare(_ name: String, _ meaning: Meaning, _ type: ValueType) {
        meanings[name] = (meaning, type)
        if name.utf8.contains(UInt8(ascii: ".")) { hasQualifiedNames = true }
    }

    /// Declares a function.
    mutating func declare(_ function: Function) {
        functions.append(function)
    }

    /// What a name stands for.
    ///
    /// - Parameters:
    ///   - name: the name, which may have dots.
    ///   - absolute: whether the container does not count.
    /// - Returns: nothing if no such name is declared.
    func meaning(
        of name: String,
        absolute: Bool = false
    ) -> (meaning: Meaning, type: ValueType)? {
        guard !absolute, !container.isEmpty else { return meanings[name] }
        for candidate in candidates(name) {
            if let found = meanings[candidate] { return found }
        }
        return nil
    }

    /// The function that a name stands for: one that is declared here, or one of the language.
    func function(_ name: String, member: Bool, absolute: Bool = false) -> Function? {
        if !functions.isEmpty {
            for candidate in member || absolute ? [name] : candidates(name) {
                let found = functions.first {
                    $0.isMember == member && sameScalars($0.name, candidate)
                }
                if let found { return found }
            }
        }
        return Function.named(name, member: member)
    }

    /// True if functions beyond those of the language are declared.
    var declaresFunctions: Bool { !functions.isEmpty }

    /// All names, for "did you mean".
    var names: [String] { meanings.keys.sorted() }

    /// The full names that a name may stand for, the innermost first.
    private func candidates(_ name: String) -> [String] {
        var parts = container.utf8.split(separator: UInt8(ascii: ".")).map {
            String(decoding: $0, as: UTF8.self)
        }
        var candidates: [String] = []
        while !parts.isEmpty {
            candidates.append((parts + [name]).joined(separator: "."))
            parts.removeLast()
        }
        candidates.append(name)
        return candidates
    }
}
