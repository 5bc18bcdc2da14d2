@testable import Checklist
import Testing

@testable import StreamGuard

@Suite struct VerdictTexts {
    private func everything() throws -> Report {
        try MadeUp.report(
            .doNotRun,
            findings: [
                MadeUp.finding(
                    "C01-accounts",
                    "School accounts only",
                    .notMet,
                    why: "pupil-07 would join with a personal account. The school can neither see "
                        + "nor end what happens in it.",
                    fix: "Give pupil-07 a school account, or let the pupil take part another way.",
                    values: [("plan.participants[pupil-07].account", .string("personal"))]
                ),
                MadeUp.finding("C02-platform", "An approved system", .met),
                MadeUp.finding(
                    "C09-second",
                    "A second member of staff",
                    .unanswered,
                    needs: ["plan.second.id"]
                ),
                MadeUp.finding(
                    "C10-weekly",
                    "Once a week at first",
                    .advice,
                    level: .advice,
                    why: "This would be the third live session of the week.",
                    fix: "Start with one a week."
                ),
                MadeUp.finding(
                    "C13-alone",
                    "No one-to-one without approval",
                    .needsApproval,
                    why: "pupil-07 would be the only pupil.",
                    fix: "Invite another pupil.",
                    approval: ApprovalNeed(
                        by: [
                            Role(name: "slt", words: "a member of the senior leadership team"),
                            Role(name: "head", words: "the head teacher"),
                        ],
                        covers: ["plan.host.id"],
                        lasts: Duration(seconds: 14 * 86_400),
                        asks: "A one-to-one between staff-02 and pupil-07."
                    )
                ),
                MadeUp.finding("C15-route", "Somebody to turn to", .notApplicable),
                MadeUp.finding("C11-log", "Everything is logged", .later),
                MadeUp.finding(
                    "C16-recording",
                    "A recording is complete or not at all",
                    .broken,
                    failure: "division by zero"
                ),
            ],
            questions: [
                MadeUp.question(
                    "plan.second.id",
                    "Who is the second member of staff?",
                    settles: 3
                ),
                MadeUp.question(
                    "plan.participants[p-01].account",
                    "What does this pupil sign in with?",
                    choices: [
                        Choice(value: "school", means: "an account the school issued"),
                        Choice(value: "personal", means: "an account of their own"),
                    ]
                ),
                MadeUp.question(
                    "plan.participants[p-02].account",
                    "What does this pupil sign in with?"
                ),
                MadeUp.question("plan.title", "What is it called?", holdsBack: false),
            ]
        )
    }

    private func text(_ report: Report, all: Bool = false, width: Int = 80) -> String {
        VerdictText.text(report, all: all, width: width, colour: false)
    }

    @Test func ofEverythingAtOnce() throws {
        print(text(try everything(), all: true))
    }
}
