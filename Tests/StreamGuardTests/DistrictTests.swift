import Checklist
import Foundation
import Testing

@testable import StreamGuard

/// Every figure of a review is what was planted.
@Suite struct DistrictTests {
    /// Of the days of a closure, and of a whole term with a week still to come.
    @Test func `every figure is what was planted`() throws {
        let district = try PlantedDistrict(schools: 2, sessions: 100)
        #expect(district.reviews.count == 2)
        for planted in district.reviews { try compare(district, planted) }
    }

    /// Damage is told, and changes no other figure but those of what is gone.
    @Test func `a damaged district shows what is left`() throws {
        let district = try PlantedDistrict(schools: 1, sessions: 100, "--damaged")
        try compare(district, try #require(district.reviews.last))
    }

    /// All figures rest on what is never erased.
    @Test func `no figure changes when all texts of logs are erased`() throws {
        let district = try PlantedDistrict(schools: 1, sessions: 100, "--erased")
        try compare(district, try #require(district.reviews.last))
    }

    private func compare(_ district: PlantedDistrict, _ planted: [String: Any]) throws {
        var (review, sessions) = try folded(district, planted)
        #expect(PlantedDistrict.count(planted) > 700)
        var found = review.asPlanted
        found["sessions"] = sessions
        let differences = PlantedDistrict.differences(planted, found)
        #expect(differences.isEmpty, "\(differences.prefix(60).joined(separator: "\n"))")
        // Every session that is marked is in the queue, and what was accepted stands last.
        #expect(review.queue.count == review.queueLength)
        #expect(review.queue.suffix(review.queueAccepted).allSatisfy { $0.accepted != nil })
        // The proof that a single wrong figure is noticed.
        review.figures.spells += 1
        found["figures"] = review.asPlanted["figures"]
        #expect(PlantedDistrict.differences(planted, found).count == 1)
    }

    /// The review of a district's records, one after the other, and all of its sessions.
    private func folded(
        _ district: PlantedDistrict,
        _ planted: [String: Any]
    ) throws -> (Review, sessions: [[String: Any]]) {
        func day(_ name: String) throws -> Day {
            try #require((planted[name] as? String).flatMap { Day(iso: $0) })
        }
        let scope = ReviewScope(
            closure: planted["closure"] as? String,
            from: try day("from"),
            to: try day("to"),
            at: district.at
        )
        let clock = LocalTime(zone: "Europe/London", zones: .iana())
        var limits = ReviewLimits()
        limits.queue = .max / 4
        limits.neverRan = .max / 4
        var names = ReviewNames()
        names.roles = ["dsl", "head", "chair"]
        var whole: Review?
        var sessions: [[String: Any]] = []
        for (number, path) in district.schools.enumerated() {
            let workspace = try Workspace(
                at: Paths.joined(path, Workspace.name),
                RecordStore().surroundings(on: .system())
            )
            let school = try Texts.document(Paths.joined(path, SchoolFile.name))
            let people = People(school)
            let history = try workspace.ledger.read()
            #expect(history.isSound)
            let view = LedgerView(history)
            let ledger = ReviewLedger(history, people: people, clock: clock, isTrial: false)
            var record = ReviewedRecord(number: number, path: path, origin: workspace.origin.line)
            record.school = school.root.member("id")?.string
            record.name = school.root.member("name")?.string
            var fold = ReviewFold(
                scope: scope,
                record: record,
                ledger: ledger,
                words: names,
                limits: limits
            )
            for opened in ledger.sessions(in: scope) {
                let history = try log(of: opened, in: workspace, view)
                var planned = opened.isRecordingPlanned
                if planned == nil, let plan = try? workspace.plan(digest: opened.plan) {
                    let answer = plan.root.member("recording")?.member("planned")
                    planned = answer.map { JSON($0).canonical() == "true" }
                }
                let summary = history.map {
                    LogSummary($0, people: people, recordingPlanned: planned)
                }
                var session = fold.add(opened, summary).asPlanted
                session["log"] = fold.logState(opened, summary).rawValue
                sessions.append(session)
            }
            let part = fold.finish()
            if whole == nil { whole = part } else { whole?.add(part) }
        }
        return (try #require(whole), sessions)
    }

    /// Nothing if it is gone.
    private func log(
        of opened: OpenedSession,
        in workspace: Workspace,
        _ view: LedgerView
    ) throws -> History? {
        let id = try #require(SessionID(opened.id))
        do throws(JournalError) {
            let session = try workspace.session(id)
            var history = try session.journal.read(after: view.start(of: id))
            history.add(erasures: view.erasures[opened.id] ?? [:])
            history.judgeTexts()
            return history
        } catch {
            if error.cause == .notFound { return nil }
            throw error
        }
    }
}
