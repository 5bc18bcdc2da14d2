import Checklist

extension Command {
    static let explain = Command(
        name: "explain",
        summary: "what does a rule ask, and why did it come out like this?",
        about: "Shows a rule, or every rule of an item: its own words, where it comes from, and "
            + "what its conditions ask, in plain English. With a plan it shows what the rule came "
            + "to, part by part, the fewest answers that settle it, and which other answers would "
            + "change it. Exit status 0 means that it was shown.",
        operands: Operands(
            name: "ID [PLAN]",
            count: 1...2,
            help: "A rule or an item such as C04, and a plan's file to explain it over."
        ),
        options: [.school, .checklist, .moment, .at, .live, .history, .format],
        examples: [
            ("streamguard explain C04", "Show the rules of an item in words."),
            (
                "streamguard explain C04-host-place fractions.plan.json",
                "Show why a rule came out as it did for a plan."
            ),
        ]
    ) { (invocation, console) throws(Refusal) in
        let plan = invocation.operands.count > 1 ? invocation.operands[1] : nil
        let sitting = try Sitting(invocation, console, plan: plan, needsSchool: plan != nil)
        let id = invocation.operands[0]
        let rules = sitting.rulebook.words(for: id)
        if rules.isEmpty { throw .noSuchRule(id, among: sitting.rulebook.ids) }
        let asJSON = invocation.value(.format) == "json"
        guard plan != nil else {
            console.output.write(
                asJSON
                    ? RuleWordsJSON.json(rules).pretty() + "\n"
                    : RuleWordsText.text(rules, width: console.output.width, console.output.colour)
            )
            return .yes
        }
        let explained = try explain(rules, sitting, moment: invocation.value(.moment))
        console.output.write(
            asJSON
                ? ExplanationJSON.json(explained, sitting).pretty() + "\n"
                : ExplanationText.text(
                    explained,
                    sitting,
                    width: console.output.width,
                    colour: console.output.colour
                )
        )
        return .yes
    }

    private static func explain(
        _ rules: [RuleWords],
        _ sitting: Sitting,
        moment: String?
    ) throws(Refusal) -> [Explained] {
        _ = try sitting.answers()
        var explained: [Explained] = []
        for words in rules {
            // Asked where nothing else is said: at the first of the rule's own moments.
            let moment = moment ?? words.rule.asked[0]
            do throws(Diagnostics) {
                let explanation = try sitting.rulebook.explain(
                    rule: words.rule.id,
                    sitting.documents,
                    moment: moment,
                    now: sitting.now,
                    zone: sitting.clock.zone,
                    zones: sitting.clock.zones
                )
                guard let explanation else { continue }
                explained.append(Explained(words: words, moment: moment, why: explanation))
            } catch {
                throw .documentsHaveErrors(error)
            }
        }
        return explained
    }
}

/// A rule, and why it came out as it did at a moment.
struct Explained {
    let words: RuleWords
    let moment: String
    let why: Explanation
}

extension Refusal {
    fileprivate static func noSuchRule(_ id: String, among ids: [String]) -> Refusal {
        let meant = nearest(to: id, among: ids)
        let longer = ids.filter { $0.hasPrefix(id) }.prefix(6).map { "`\($0)`" }
        return Refusal(
            "there is no rule or item \(id.quoted)",
            hint: meant.map { "did you mean `\($0)`?" }
                ?? (longer.isEmpty
                    ? "`streamguard check PLAN --all` lists the rules"
                    : "did you mean \(listed(longer, joinedBy: "or"))?")
        )
    }
}
