import Checklist

// The words in which every form of a review names what it counts.

extension ReviewMark {
    /// Why to look at a session, as part of a list: "an incident, its log was closed late".
    var words: String {
        switch self {
        case .incident: "an incident"
        case .unapproved: "ran without the approval it needed"
        case .oneToOneUnplanned: "became a one-to-one, which was not planned"
        case .oneToOne: "a one-to-one"
        case .damaged: "its log is damaged or gone"
        case .clockStep: "the computer's clock was changed while it was recorded"
        case .recovered: "a part of its log was cut off and mended"
        case .noLog: "nothing was written down of what happened"
        case .neverClosed: "its log was never closed"
        case .withheld: "a text in its log is gone, or back, without a reason"
        case .noSecondStaff: "no second member of staff"
        case .recordedUnplanned: "recorded, though the plan said no"
        case .despite: "started although the rules were against it"
        case .deviation: "a rule was broken while it ran"
        case .closedLate: "its log was closed late"
        case .late: "something was written down late, or corrected"
        }
    }

    /// After a count of sessions: "3 were started although the rules were against it".
    func counting(_ count: Int) -> String {
        let isOne = count == 1
        let was = isOne ? "was" : "were"
        switch self {
        case .incident: return "had an incident"
        case .unapproved: return "ran without the approval \(isOne ? "it" : "they") needed"
        case .oneToOneUnplanned: return "became a one-to-one, which was not planned"
        case .oneToOne: return isOne ? "was a one-to-one" : "were one-to-ones"
        case .damaged:
            return "\(isOne ? "has a log that is" : "have logs that are") damaged or gone"
        case .clockStep: return "\(was) recorded while the computer's clock was changed"
        case .recovered: return "had a log of which a part was cut off and mended"
        case .noLog: return "had nothing written down of what happened"
        case .neverClosed: return "had a log that was never closed"
        case .withheld: return "had a text that is gone, or back, without a reason"
        case .noSecondStaff: return "had no second member of staff for a time"
        case .recordedUnplanned: return "\(was) recorded, though the plan said no"
        case .despite: return "\(was) started although the rules were against it"
        case .deviation: return "broke a rule while \(isOne ? "it" : "they") ran"
        case .closedLate: return "had a log that was closed late"
        case .late: return "had something written down late, or corrected"
        }
    }
}

extension ApprovalState {
    /// What a session had or lacked: "approved", "the approval did not cover its time".
    var words: String {
        switch self {
        case .notNeeded: "no approval needed"
        case .approved: "approved"
        case .none: "nobody had decided"
        case .stale: "the approval was for something else: the plan had changed since"
        case .expired: "the approval did not cover its time"
        case .withdrawn: "the approval had been withdrawn"
        case .declined: "it had been declined"
        case .void: "the approval could not count"
        }
    }
}

extension ReviewFigures.LogState {
    /// After a count of sessions, or by itself: "closed in time".
    var words: String {
        switch self {
        case .closed: "closed in time"
        case .closedLate: "closed late"
        case .open: "still open, and not due yet"
        case .neverClosed: "never closed"
        case .missing: "nothing written down"
        }
    }
}

extension UnheldSession.Reason {
    /// Why a planned session did not run.
    var words: String {
        switch self {
        case .declined: "leaders said no, and it did not run: as it should be"
        case .notApproved: "it was not approved, and did not run: as it should be"
        case .unknown: "the record does not say why; perhaps it ran without a log"
        }
    }

    /// Whether that is a good outcome.
    var isGood: Bool { self != .unknown }
}

extension RepeatFigure.Kind {
    var words: String {
        switch self {
        case .host: "host"
        case .group: "class"
        }
    }
}

extension ReviewSample {
    /// By what it was drawn, so that anybody can draw it again; of many records only how many.
    var told: [String] {
        var told: [String] = []
        for isHeld in [true, false] {
            let roots = bases.map(\.root).filter { $0.isHeld == isHeld }
            guard !roots.isEmpty else { continue }
            let whose = isHeld ? "that others hold" : "of which only the record tells"
            if roots.count > 3 {
                told.append("By the checkpoints of \(roots.count) records \(whose).")
            } else {
                told += roots.map { root in
                    "By the checkpoint of \(counted(root.size, "entry", "entries")) \(whose): "
                        + Checkpoint(origin: "", size: root.size, root: root.root).code
                }
            }
            if !isHeld {
                told.append(
                    "Whoever gave the phrase could have known such a checkpoint, and tried phrases: "
                        + "`\(Option.drawnFrom.typed)` names one that others hold."
                )
            }
        }
        return told
    }
}

extension ReviewedRecord {
    /// What to think of its figures, in a few words, and why; nothing if nothing wrong was found.
    var doubt: (words: String, why: [String])? {
        if !problems.isEmpty { return ("not to be relied on", problems + lack) }
        return lack.isEmpty ? nil : ("not whole", lack)
    }

    private var lack: [String] {
        guard harmed > 0 else { return [] }
        let are = harmed == 1 ? "is" : "are"
        return [
            "\(counted(harmed, "log")) \(are) damaged, gone or lacking a text, so that not all can be "
                + "counted"
        ]
    }
}

extension MinuteCounts {
    /// "half of them within 4 minutes, the longest after 34 hours"; nothing without any.
    var spread: String? {
        guard let middle, let last else { return nil }
        if count == 1 { return "within \(last)" }
        return "half of them within \(middle), the longest after \(last)"
    }

    /// The median as a person says it: "4 minutes".
    var middle: String? { median.map(MinuteCounts.words) }
    /// The longest as a person says it: "34 hours".
    var last: String? { longest.map(MinuteCounts.words) }

    private static func words(_ minutes: Int) -> String {
        minutes == 0
            ? counted(0, "minute") : Duration(seconds: Int64(minutes) * 60).howLong
    }
}
