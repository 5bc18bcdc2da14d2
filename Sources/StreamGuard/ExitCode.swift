/// What the program tells whoever called it.
enum ExitCode: Int32 {
    /// The answer is yes.
    case yes = 0
    /// The answer is no, or not yet.
    case no = 1
    /// No answer could be given.
    case noAnswer = 2
}
