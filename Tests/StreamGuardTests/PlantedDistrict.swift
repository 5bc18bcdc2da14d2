import Checklist
import Foundation
import Testing

@testable import StreamGuard

/// A small district that `benchmarks/district` wrote, and what it says a review must find in it.
///
/// That program knows nothing of this one: it decided what happened, wrote entries that tell of
/// it, and counted its decisions.
final class PlantedDistrict {
    let folder: TemporaryFolder
    /// When the reviews are made.
    let at: Timestamp
    /// What each review must find, the one of the closure first.
    let reviews: [[String: Any]]
    /// The folders of the schools, in the order of their numbers.
    let schools: [String]

    /// The account that reviews, in every school.
    static let login = "reviewer"

    init(schools: Int, sessions: Int, seed: Int = 1, _ more: String...) throws {
        folder = try TemporaryFolder()
        let path = folder.file("district")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments =
            [
                "python3", Paths.joined(Shipped.checkout, "benchmarks/district"), path, "--schools",
                "\(schools)", "--sessions", "\(sessions)", "--seed", "\(seed)", "--list", "--jobs",
                "1",
                "--at", "2026-11-20T12:00:00Z", "--login", PlantedDistrict.login,
            ] + more
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "`benchmarks/district` needs Python 3")
        let data = Data(try FileReader.read(Paths.joined(path, "expected.json")))
        let planted = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        let all = try #require(planted?["reviews"] as? [[String: Any]])
        reviews = all
        at = try #require((planted?["at"] as? String).flatMap { Timestamp(rfc3339: $0) })
        self.schools = (all[0]["records"] as? [[String: Any]] ?? []).compactMap { record in
            (record["path"] as? String).map { Paths.joined(path, $0) }
        }
        try #require(self.schools.count == schools)
    }

    /// Where two findings differ: a line for each figure.
    static func differences(_ expected: [String: Any], _ found: [String: Any]) -> [String] {
        let (expected, found) = (flat(expected), flat(found))
        return Set(expected.keys).union(found.keys).sorted().compactMap { path in
            let (planted, seen) = (expected[path] ?? "nothing", found[path] ?? "nothing")
            return planted == seen ? nil : "\(path): \(planted) planted, \(seen) found"
        }
    }

    /// How many figures there are to compare.
    static func count(_ expected: [String: Any]) -> Int { flat(expected).count }

    private static func flat(_ value: Any, _ path: String = "") -> [String: String] {
        if let members = value as? [String: Any] {
            return members.reduce(into: [:]) { all, member in
                all.merge(flat(member.value, "\(path)/\(member.key)")) { first, _ in first }
            }
        }
        if let elements = value as? [[String: Any]] {
            var all: [String: String] = [:]
            for element in elements {
                let keys = ["record", "path", "monday", "kind", "category", "rule", "id", "starts"]
                let name = (keys + ["host", "group"]).compactMap { key in
                    element[key].flatMap { $0 is NSNull ? nil : "\($0)" }
                }
                all.merge(flat(element, "\(path)/\(name.joined(separator: " "))")) { first, _ in
                    first
                }
            }
            return all
        }
        // A count of nothing is as good as none.
        let text = (value as? [String])?.joined(separator: " ") ?? "\(value)"
        return text == "0" || text == "<null>" || text.isEmpty ? [:] : [path: text]
    }
}

extension Review {
    /// The whole of it as `benchmarks/district` writes what it planted.
    var asPlanted: [String: Any] {
        var all: [String: Any] = [
            "from": scope.from.text, "to": scope.to.text, "figures": figures.asPlanted,
            "queueLength": queueLength, "queueAccepted": queueAccepted,
        ]
        all["closure"] = scope.closure
        all["records"] = records.map { record in
            [
                "path": Paths.name(of: record.path), "origin": record.origin,
                "school": record.school ?? "", "name": record.name ?? "",
                "sessions": record.sessions,
            ] as [String: Any]
        }
        all["rules"] = rules.map { rule in
            [
                "rule": rule.rule, "item": rule.item, "sessions": rule.sessions,
                "spells": rule.spells, "minutes": rule.minutes, "atStart": rule.atStart,
            ] as [String: Any]
        }
        all["categories"] = categories.map { category in
            [
                "category": category.category, "count": category.count,
                "aboutStaff": category.aboutStaff, "handedOver": category.handedOver,
                "waiting": category.waiting, "told": category.told,
                "handovers": category.handovers.asPlanted,
            ] as [String: Any]
        }
        all["weeks"] = weeks.map { week in
            [
                "monday": week.monday.text, "planned": week.planned, "ran": week.ran,
                "incidents": week.incidents, "broken": week.broken,
                "unapproved": week.unapproved,
            ] as [String: Any]
        }
        all["repeats"] = repeats.map { one in
            [
                "record": one.record, "kind": one.kind.rawValue, "id": one.id, "rule": one.rule,
                "item": one.item, "sessions": one.sessions,
            ] as [String: Any]
        }
        all["actions"] = actions.map { action in
            [
                "record": action.record, "id": action.id, "owner": action.owner,
                "due": action.due.text, "done": action.isOpen ? 0 : 1,
            ] as [String: Any]
        }
        all["neverRan"] = neverRan.map { plan in
            [
                "record": plan.record, "day": plan.day.text, "starts": plan.starts?.rfc3339 ?? "",
                "host": plan.host ?? "", "group": plan.group ?? "",
                "reason": plan.reason.rawValue,
            ] as [String: Any]
        }
        return all
    }
}

extension ReviewFigures {
    fileprivate var asPlanted: [String: Any] {
        [
            "planned": planned, "ran": ran, "toCome": toCome, "unheld": named(unheld),
            "approvals": named(approvals), "marks": named(marks), "logs": named(logs),
            "oneToOnesPlanned": oneToOnesPlanned, "oneToOnesUnplanned": oneToOnesUnplanned,
            "pupils": pupils, "staff": staff, "visitors": visitors, "unknown": unknown,
            "lengths": lengths.asPlanted, "recordedPlanned": recordedPlanned,
            "recordedUnplanned": recordedUnplanned, "recordedUnknown": recordedUnknown,
            "incidents": incidents, "waiting": waiting, "handovers": handovers.asPlanted,
            "broken": broken, "spells": spells, "lateEntries": lateEntries,
            "corrections": corrections, "accepted": accepted,
        ]
    }

    private func named<Key: RawRepresentable<String>>(_ counts: [Key: Int]) -> [String: Int] {
        Dictionary(uniqueKeysWithValues: counts.map { ($0.key.rawValue, $0.value) })
    }
}

extension MinuteCounts {
    fileprivate var asPlanted: [String: Int] {
        Dictionary(uniqueKeysWithValues: counts.map { ("\($0.key)", $0.value) })
    }
}

extension ReviewedSession {
    /// The same of one session.
    var asPlanted: [String: Any] {
        var all: [String: Any] = [
            "record": record, "id": id, "day": day.text, "approval": approval.rawValue,
            "marks": marks.map(\.rawValue), "pupils": pupils, "staff": staff,
            "visitors": visitors, "unknown": unknown, "spells": spells.count,
            "incidents": incidents.count,
        ]
        all["host"] = host
        all["group"] = group
        all["minutes"] = length.map { Int($0.seconds / 60) }
        return all
    }
}
