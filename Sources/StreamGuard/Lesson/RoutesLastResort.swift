extension Routes {
    /// The least that holds at any school, for the hour in which the routes cannot be read: an
    /// incident has to be noted and somebody told all the same.
    static let lastResort = Routes(
        id: "last-resort",
        version: nil,
        roles: [
            Role(
                id: "dsl",
                words: "the designated safeguarding lead",
                instead: ["deputy-dsl", "head"],
                outside: nil
            ),
            Role(
                id: "deputy-dsl",
                words: "the deputy designated safeguarding lead",
                instead: ["dsl", "head"],
                outside: nil
            ),
            Role(id: "head", words: "the head teacher", instead: ["chair"], outside: nil),
            Role(id: "chair", words: "the chair of governors", instead: [], outside: nil),
        ],
        bodies: [],
        documents: [],
        categories: [
            category("welfare", "a worry about a child", told: "dsl"),
            category("staff", "a worry about an adult who works or helps in school", told: "head"),
            category("other", "anything else that went wrong", told: "dsl"),
        ]
    )

    private static func category(_ id: String, _ means: String, told role: String) -> Category {
        Category(
            id: id,
            means: means,
            tell: [Step(role: role, how: .directly, urgency: .now)],
            aboutStaff: id == "welfare"
                ? ["dsl", "head"].map { Step(role: $0, how: .directly, urgency: .now) } : nil,
            sentences: [
                "The school's routes could not be read, so only the least is said here.",
                "If somebody is in danger now, ring 999 first. Delete nothing, and do not look "
                    + "into it yourself.",
            ],
            outside: [],
            sources: [],
            kept: .childProtection,
            keptAboutStaff: .staff
        )
    }
}
