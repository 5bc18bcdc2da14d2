import Checklist

/// Finds the times over which a session broke a rule, by judging again what was known at each
/// instant at which something happened.
struct Deviations {
    /// Judges what is known of a session; nothing if nobody can tell.
    typealias Judging = (LiveFacts, _ moment: String, _ instant: Timestamp) -> Verdict?

    private let timeline: Timeline
    private let judge: Judging

    init(_ timeline: Timeline, judge: @escaping Judging) {
        self.timeline = timeline
        self.judge = judge
    }

    /// What the record still has to be told, judging from an instant on.
    ///
    /// What happened before is left as it was judged then: rules and people may have changed since.
    /// A spell that the record has, and that is no more since something was written late or
    /// corrected, is ended at its own beginning: both stay visible.
    func missing(from instant: Timestamp) -> [SessionEvent] {
        let recorded = timeline.spells
        let earlier = recorded.filter { spell in
            spell.since < instant && !spell.isVoid && spell.until.map { $0 >= instant } ?? true
        }
        guard let found = spells(from: instant, goingOn: earlier) else { return [] }
        var missing: [SessionEvent] = []
        for spell in found {
            let known = recorded.first { $0.rule == spell.rule && $0.since == spell.since }
            if known == nil || known?.until != nil && spell.until != known?.until {
                missing.append(.deviation(spell.goingOn))
            }
            if spell.until != nil, known?.until != spell.until {
                missing.append(.deviationOver(spell))
            }
        }
        for spell in recorded where spell.since >= instant && !spell.isVoid {
            if found.contains(where: { $0.rule == spell.rule && $0.since == spell.since }) {
                continue
            }
            var void = spell
            void.until = spell.since
            missing.append(.deviationOver(void))
        }
        return missing
    }

    /// The spells from an instant on, those that went on then included; nothing if an instant
    /// could not be judged.
    private func spells(
        from instant: Timestamp,
        goingOn earlier: [SessionEvent.Spell]
    ) -> [SessionEvent.Spell]? {
        var over: [SessionEvent.Spell] = []
        var goingOn = earlier.map(\.goingOn)
        for now in timeline.instants where now >= instant {
            guard let moment = timeline.moment(at: now) else { continue }
            guard let verdict = judge(LiveFacts(timeline, until: now), moment, now) else {
                return nil
            }
            let broken = verdict.deviations
            for index in goingOn.indices.reversed() {
                let spell = goingOn[index]
                if broken.contains(where: { $0.rule == spell.rule }) { continue }
                let finding = verdict.findings.first { $0.rule == spell.rule }
                let asked = finding?.asked ?? []
                // Once the session has ended, nothing goes wrong in it any more; but what is asked
                // at the start only, or at the end only, stays as it was found.
                guard asked.contains(moment) || moment == "end" && asked.contains("during")
                else { continue }
                var ended = spell
                ended.until = now
                over.append(ended)
                goingOn.remove(at: index)
            }
            for finding in broken where !goingOn.contains(where: { $0.rule == finding.rule }) {
                goingOn.append(
                    SessionEvent.Spell(
                        rule: finding.rule,
                        item: finding.item,
                        moment: moment,
                        since: now
                    )
                )
            }
        }
        return (over + goingOn).sorted { ($0.since, $0.rule) < ($1.since, $1.rule) }
    }
}

extension SessionEvent.Spell {
    /// The same as long as it goes on.
    fileprivate var goingOn: SessionEvent.Spell {
        var spell = self
        spell.until = nil
        return spell
    }
}

extension Verdict {
    /// The rules that are broken now; advice and open questions are none of these.
    var deviations: [Finding] {
        findings.filter { finding in
            switch finding.status {
            case .notMet: true
            case .needsApproval, .broken: finding.level != .advice
            default: false
            }
        }
    }
}
