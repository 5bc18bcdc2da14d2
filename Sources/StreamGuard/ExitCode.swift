/// What the program tells whoever called it.
enum ExitCode: Int32 {
    /// The answer is yes.
    case yes = 0
    /// The answer is no, or not yet.
    case no = 1
    /// No answer could be given.
    case noAnswer = 2
    /// Of `verify`: the record is whole but for an entry that was cut off.
    case recoverable = 3
    /// Of `verify`: the record is whole, but nothing from outside vouches for its end.
    case unvouched = 4
    /// Nothing was saved: `EX_IOERR`.
    case notSaved = 74
    /// Nothing was saved, for it may not be: `EX_NOPERM`.
    case notPermitted = 77
}
