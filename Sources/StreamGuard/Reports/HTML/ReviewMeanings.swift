/// How a review counts, for whoever reads its figures.
enum ReviewMeanings {
    static let list = HTML.facts(
        [
            (
                "Planned",
                "Plans that were handed in for these days, by the day on which the session was to begin."
            ),
            (
                "Ran",
                "Sessions that somebody started. All other figures of sessions are about these."
            ),
            (
                "Did not run",
                "Plans whose time has passed and that nobody started. Where leaders said no, or nobody had said yes, that is as it should be."
            ),
            (
                "Approval",
                "How a session stood, when it started, to the approval that its plan needed."
            ),
            ("Pupils, staff", "How many were there at some time, counted once in each session."),
            (
                "Broke a rule",
                "A rule that is asked while a session runs was not kept for some time. ‘Times’ counts each time, ‘Minutes’ those that ended."
            ),
            (
                "Incidents",
                "What was noted as one, by the week of its session. What is about staff is counted only for those who deal with it."
            ),
            (
                "Hand-over",
                "From the moment when an incident happened to when the first of those who have to know was told."
            ),
            (
                "Closed late",
                "The log was closed after the school's time limit; ‘never closed’ if that has passed and it is still open."
            ),
            (
                "To look at",
                "Every session with a mark. First what nobody has been through, the weightiest first."
            ),
        ]
    )
}
