import Testing

@testable import Checklist
@testable import StreamGuard

/// No pack tells of fewer than five, whoever tries: with the pack, with the code that made it, and
/// with all the time in the world.
@Suite struct GovernorPackTests {
    // MARK: One table

    /// All ways to divide a whole, grouped by what is published of them: whatever is hidden could
    /// be something else.
    @Test(arguments: 2...5)
    func `what is hidden in a table cannot be told from the table`(parts: Int) {
        let all = Array(0..<parts)
        for order in [all, all.reversed(), Array(all.dropFirst()) + [0], all.dropLast()] {
            for whole in 5...(parts == 5 ? 13 : 18) {
                var groups: [[Int?]: [Set<Int>]] = [:]
                for counts in Self.divisions(of: whole, parts) {
                    let shape = shape(Suppression.divided(counts, order: order), parts)
                    var values = groups[shape] ?? Array(repeating: [], count: parts)
                    for place in 0..<parts { values[place].insert(counts[place]) }
                    groups[shape] = values
                }
                for (shape, values) in groups {
                    for place in 0..<parts where shape[place] == nil {
                        #expect(values[place].count >= 2, "\(shape) of \(whole)")
                    }
                }
            }
        }
    }

    @Test(arguments: 2...5)
    func `no small count is shown, and noughts and large ones are where they can be`(parts: Int) {
        for whole in 5...12 {
            for counts in Self.divisions(of: whole, parts) {
                let told = Suppression.divided(counts, order: Array(0..<parts))
                let small = counts.count { (1...4).contains($0) }
                guard let told else {
                    #expect(counts.allSatisfy { $0 < 5 } && whole < small + 2)
                    continue
                }
                for place in 0..<parts {
                    guard case .shown(let count) = told[place] else { continue }
                    #expect(count == counts[place] && !(1...4).contains(count))
                }
                let hidden = told.count { $0 == .hidden }
                #expect(hidden - small <= 1 && (small > 0 || hidden == 0))
                #expect(hidden != 1)
            }
        }
    }

    private func shape(_ told: [PublishedCount]?, _ parts: Int) -> [Int?] {
        guard let told else { return Array(repeating: nil, count: parts) }
        return told.map { if case .shown(let count) = $0 { count } else { nil } }
    }

    private static func divisions(of whole: Int, _ parts: Int) -> [[Int]] {
        if parts == 1 { return [[whole]] }
        return (0...whole).flatMap { first in
            divisions(of: whole - first, parts - 1).map { [first] + $0 }
        }
    }

    // MARK: All tables together

    /// For each hidden count a history in which it is another, and which nobody could tell from
    /// the true one: it is possible, and comes out as the very same pack.
    ///
    /// That one history answers for all tables and sentences at once, and for whoever knows how
    /// figures are hidden: they cannot say more than this code does with another history.
    @Test(arguments: 0..<30)
    func `a history that comes out as the same pack differs in every hidden count`(seed: UInt64) {
        var random = Chance(seed: seed * 977 + 1)
        for _ in 0..<3 {
            let history = MadeUpHistory(&random)
            #expect(history.isPossible)
            let told = determined(history, &random)
            #expect(told.isEmpty)
        }
    }

    /// The hidden counts for which no other history was found that comes out as the same pack.
    private func determined(_ history: MadeUpHistory, _ random: inout Chance) -> [String] {
        let pack = GovernorPack(history.review)
        let truth = history.truth
        func count(_ cell: Cell, _ truth: [String: [String: Int]]) -> Int {
            truth[cell.table]?[cell.row] ?? 0
        }
        var open = hidden(pack, truth)
        // What is known from outside the pack may tell a large count, but never a small one. That
        // nothing happened may be told anywhere.
        let isSecret = history.onlyOneToOnesNeedApproval ? 1...4 : 1...Int.max
        open = open.filter { isSecret.contains(count($0, truth)) }
        func look(_ changed: MadeUpHistory) {
            guard changed.isPossible else { return }
            let other = changed.truth
            guard open.contains(where: { count($0, other) != count($0, truth) }),
                isSame(GovernorPack(changed.review), pack)
            else { return }
            open = open.filter { count($0, other) == count($0, truth) }
        }
        // Of fewer than five sessions nothing is told: any others would do.
        var tries = 0
        while history.sessions.count < 5, !open.isEmpty, tries < 400 {
            tries += 1
            var changed = history
            changed.sessions = []
            while changed.sessions.isEmpty {
                let other = MadeUpHistory(&random)
                changed.sessions = other.sessions.filter { $0.week < history.weeks }
                changed.sessions.removeFirst(max(0, changed.sessions.count - 4))
            }
            look(changed)
        }
        for table in Set(open.map(\.table)).sorted() {
            let changes = history.changes(of: table)
            for change in changes.shuffled(using: &random).prefix(2_000) {
                guard open.contains(where: { $0.table == table }) else { break }
                var changed = history
                change(&changed)
                look(changed)
            }
            tries = 0
            let rows = hiddenRows(pack, table)
            while open.contains(where: { $0.table == table }), rows.count > 1, tries < 20_000 {
                tries += 1
                look(history.spread(table, over: rows, &random))
            }
            tries = 0
            while open.contains(where: { $0.table == table }), !changes.isEmpty, tries < 200_000 {
                tries += 1
                var changed = history
                for _ in 0..<Int.random(in: 2...4, using: &random) {
                    changes.randomElement(using: &random)?(&changed)
                }
                look(changed)
            }
        }
        return open.map { "\($0.table)/\($0.row) of \(truth[$0.table] ?? [:])" }
    }

    /// The places of a table's hidden rows, as a history numbers them.
    private func hiddenRows(_ pack: GovernorPack, _ table: String) -> [Int] {
        let rows = pack.tables.first { $0.id == table }?.rows ?? []
        // Kinds of incidents are named, and where none is, they may be any.
        if table == "incidents", rows.isEmpty { return [0, 1, 2, 3] }
        return rows.indices.filter { rows[$0].count == .hidden }
            .compactMap { table == "incidents" ? Int(rows[$0].label.dropFirst(5)) : $0 }
    }

    private struct Cell: Hashable {
        let table: String
        let row: String
    }

    /// All that is not shown: rows, totals, and names that are not even there.
    private func hidden(_ pack: GovernorPack, _ truth: [String: [String: Int]]) -> Set<Cell> {
        var cells: Set<Cell> = []
        for table in pack.tables {
            var counts = truth[table.id] ?? [:]
            #expect(!counts.isEmpty, "the test knows nothing of \(table.id)")
            let hasNames = ["findings", "incidents"].contains(table.id)
            for (place, row) in table.rows.enumerated() {
                let key = hasNames ? row.label : "\(place)"
                if case .shown(let count) = row.count {
                    #expect(count == counts[key] && !(1...4).contains(count), "\(table)")
                    counts[key] = nil
                }
            }
            if case .shown(let count) = table.total {
                #expect(count == counts["total"])
                counts["total"] = nil
            }
            // A total that is not told although all parts are is no secret.
            if table.rows.allSatisfy({ $0.count != .hidden }), counts.count == 1 {
                counts["total"] = nil
            }
            for row in counts.keys { cells.insert(Cell(table: table.id, row: row)) }
        }
        return cells
    }

    private func isSame(_ one: GovernorPack, _ other: GovernorPack) -> Bool {
        one.tables == other.tables && one.sentences == other.sentences
            && one.schools == other.schools && one.isSound == other.isSound
    }
}
