/// The options with which a review is accepted, signed, handed out, and its actions closed.
extension Option {
    static let finding = Option(
        "finding",
        "TEXT",
        help: "What you found, in a few words; it is kept with your name. `-` reads it from "
            + "standard input."
    )
    static let action = Option(
        "action",
        "TEXT",
        isRepeatable: true,
        help: "Something that has to be done, with `--owner` and `--by`; several are numbered in "
            + "their order."
    )
    static let owner = Option(
        "owner",
        "ID",
        isRepeatable: true,
        help: "Who sees to the action: one for each in the same order, or one for all."
    )
    static let actionDay = Option(
        "by",
        "DAY",
        isRepeatable: true,
        help: "The day by which the action has to be done, such as `18 Dec`: one for each in the "
            + "same order, or one for all."
    )
    static let doneBecause = Option(
        "because",
        "TEXT",
        help: "How the action was done, or why it is not needed any more; it is kept with your "
            + "name."
    )
    static let signDespite = Option(
        "despite",
        "TEXT",
        help: "Sign although something has still to be gone through, for this reason; what that "
            + "is and the reason are kept with your name."
    )
    static let reportFile = Option(
        "output",
        "FILE",
        help: "Write the review to this new file, and enter in each record that it shows that it "
            + "was handed out; needs `--recipient`."
    )
    static let recipient = Option(
        "recipient",
        "WHO",
        help: "Who gets the file, so that they can be told if something in it is erased later."
    )
    static let replaceFile = Option(
        "replace",
        help: "With `--output`: the file may be there already, and is replaced."
    )
}
