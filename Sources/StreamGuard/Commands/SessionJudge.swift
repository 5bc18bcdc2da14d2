import Checklist

/// What the facts of a running session are judged by: its plan, its school and their rules.
struct SessionJudge {
    private let bench: Bench
    private let school: Bench.SchoolCase
    private let plan: Document
    /// What the approvals in force were given on condition of.
    let conditions: [String]
    private let granting: (Report) -> Report
    /// The form of what is known of a session.
    let form: Form

    /// `granting` lifts what has been allowed.
    init(
        _ bench: Bench,
        _ school: Bench.SchoolCase,
        plan: Document,
        conditions: [String] = [],
        granting: @escaping (Report) -> Report
    ) throws(Refusal) {
        guard let form = school.rulebook.forms.first(where: { $0.name == "live" }) else {
            throw Refusal("there is no form `live`, so nothing of a session can be judged")
        }
        self.bench = bench
        self.school = school
        self.plan = plan
        self.conditions = conditions
        self.granting = granting
        self.form = form
    }

    /// The same with the conditions of other approvals.
    func under(_ conditions: [String]) throws(Refusal) -> SessionJudge {
        try SessionJudge(bench, school, plan: plan, conditions: conditions, granting: granting)
    }

    /// What the rules of a moment say of the facts, and of the plan where they ask that too.
    func report(
        _ facts: LiveFacts,
        moment: String,
        at instant: Timestamp
    ) throws(Refusal) -> Report {
        let live: Document
        do throws(Diagnostics) {
            live = try facts.document(conditions: conditions.count)
        } catch {
            throw Refusal("what the log tells cannot be judged", problems: error)
        }
        let report = try bench.judge(
            plan,
            of: school,
            as: Bench.Case(name: "the plan", moment: moment, at: instant, live: live)
        )
        return granting(report)
    }

    /// For asking what the rules of a moment still wait for.
    func subject(moment: String, now: Timestamp) -> Subject {
        Subject(
            form: form,
            rulebook: school.rulebook,
            documents: ["plan": plan, "school": school.document],
            zones: school.zones,
            now: now,
            scope: .rules(zone: school.school.timeZone, always: []),
            moment: moment
        )
    }
}
