/// The options of `redact`, and `review --due`.
extension Option {
    static let dueNow = Option(
        "due",
        help: "All that is past its date. Whatever is held back, waits for somebody to look at it, "
            + "or cannot be erased yet is left out."
    )
    static let numbered = Option(
        "entry",
        "NUMBER",
        help: "Only the texts of this entry, by its number; `\(Program.name) show SESSION` numbers "
            + "them."
    )
    static let field = Option(
        "field",
        "NAME",
        help: "Only this text of the entry, such as note, facts or who."
    )
    static let eraseReason = Option(
        "because",
        "TEXT",
        help: "Why: kept with your name, for all who look at the record. Needed for whatever its "
            + "date alone does not end. `-` reads it from standard input."
    )
    static let dryRun = Option("dry-run", help: "Show what would go, and propose nothing.")
    static let confirmErasure = Option(
        "confirm",
        help: "Say yes to what somebody else proposed, by the number of each proposal, and erase "
            + "it. At a terminal you are shown it and asked; elsewhere `--seen` says that you have "
            + "seen it."
    )
    static let allThere = Option(
        "all",
        help: "With `--confirm`, all that waits; with `--hold` and `--release`, the whole record."
    )
    static let dropProposal = Option(
        "drop",
        help: "Give up proposals, by their numbers: your own or somebody else's."
    )
    static let hold = Option(
        "hold",
        help: "Have nothing of the session erased, whatever its date, until two people end that."
    )
    static let release = Option(
        "release",
        help: "Propose to end the hold on the session; somebody else confirms it."
    )
    static let reapply = Option(
        "reapply",
        help: "Finish what was stopped, and erase again what an old copy has brought back."
    )
    static let seenErasure = Option(
        "seen",
        "CODE",
        help: "The code under which you were shown what you confirm. Without a terminal it is "
            + "needed."
    )
}
