/// The names that an expression may use.
struct Scope: Sendable {
    /// What a name stands for.
    enum Meaning: Sendable {
        case root(Int)
        case variable(Int, isTotal: Bool)
    }

    private var meanings: [String: (meaning: Meaning, type: ValueType)] = [:]
    /// Inside an element of a list of groups: the element, which is called `this`.
    var element: ValueType?
    /// In a form: only fields declared before this one may be read.
    var readsFieldsBefore: Int?
    /// In a form: the lists that the condition stands in, by the order of their declaration.
    /// They are not complete when it is asked.
    var enclosingLists: [Int] = []

    /// Declares a name; the innermost declaration of a name counts.
    mutating func declare(_ name: String, _ meaning: Meaning, _ type: ValueType) {
        meanings[name] = (meaning, type)
    }

    /// What a name stands for.
    func meaning(of name: String) -> (meaning: Meaning, type: ValueType)? {
        meanings[name]
    }

    /// All names, for "did you mean".
    var names: [String] { meanings.keys.sorted() }
}
