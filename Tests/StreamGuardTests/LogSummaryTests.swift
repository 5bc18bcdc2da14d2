import Testing

@testable import Checklist
@testable import StreamGuard

/// What one session's log tells a review.
@Suite struct LogSummaries {
    private let record: ReviewRecord
    private let log: SessionLog

    init() throws {
        record = try ReviewRecord()
        try record.now("09:00")
        let plan = try record.plan("maths")
        log = try record.open(plan)
    }

    private func summary() throws -> LogSummary { try record.summary(log) }

    private func instant(_ time: String) throws -> Timestamp { try ReviewRecord.time(time) }

    @Test func `a log that was opened and no more tells nothing`() throws {
        let summary = try summary()
        #expect(summary.events == 0)
        #expect(summary.told == 0)
        #expect(summary.last.seq == 1)
        #expect(summary.pupils == 0)
        #expect(!summary.hadSecond)
    }

    @Test func `people are counted once each, by the part they had last`() throws {
        try record.lesson(log, pupils: 3)
        try record.write(log, ReviewRecord.leave("p-1"), at: "10:10")
        try record.write(log, ReviewRecord.pupil("p-1"), at: "10:15")
        // The same child on a second device.
        try record.write(log, ReviewRecord.pupil("p-1"), at: "10:16")
        let guest = SessionEvent.Somebody("guest-1", isStaff: false)
        try record.write(log, .join(guest, as: .unknown, isPlanned: false), at: "10:20")
        try record.write(log, .join(guest, as: .adult, isPlanned: true), at: "10:21")
        let summary = try summary()
        #expect(summary.pupils == 3)
        #expect(summary.staff == 2)
        #expect(summary.visitors == 1)
        #expect(summary.unknown == 0)
        #expect(summary.adults == ["ta", "teacher"])
        #expect(summary.hadSecond)
        #expect(summary.understaffed == 0)
        #expect(summary.startedAt == (try instant("10:00")))
        #expect(summary.endedAt == (try instant("10:40")))
    }

    @Test func `time alone and time without a second are added up`() throws {
        try record.lesson(log, pupils: 2)
        try record.write(log, ReviewRecord.leave("ta", isStaff: true), at: "10:10")
        try record.write(log, ReviewRecord.leave("p-0"), at: "10:20")
        try record.write(log, ReviewRecord.pupil("p-0"), at: "10:25")
        try record.write(log, ReviewRecord.staff("ta", as: .second), at: "10:30")
        let summary = try summary()
        #expect(summary.understaffed == 20 * 60)
        #expect(summary.alone == 5 * 60)
        #expect(summary.hadSecond)
    }

    @Test func `the first pupil may wait five minutes for the others`() throws {
        try record.write(log, .start, at: "10:00")
        try record.write(log, ReviewRecord.staff("teacher", as: .host), at: "10:00")
        try record.write(log, ReviewRecord.pupil("p-1"), at: "10:01")
        try record.write(log, ReviewRecord.pupil("p-2"), at: "10:08")
        try record.write(log, .end, at: "10:40")
        let summary = try summary()
        // From 10:06 on.
        #expect(summary.alone == 2 * 60)
        #expect(summary.understaffed == 39 * 60)
        #expect(!summary.hadSecond)
    }

    @Test func `whoever joins and leaves at one instant was together with nobody`() throws {
        try record.lesson(log, pupils: 1, second: false)
        try record.write(log, ReviewRecord.staff("ta", as: .second), at: "10:20")
        try record.write(log, ReviewRecord.leave("ta", isStaff: true), at: "10:20")
        #expect(try !summary().hadSecond)
    }

    @Test func `without an end it goes on to the last thing written down`() throws {
        try record.write(log, .start, at: "10:00")
        try record.write(log, ReviewRecord.staff("teacher", as: .host), at: "10:00")
        try record.write(log, ReviewRecord.pupil("p-1"), at: "10:00")
        try record.write(log, ReviewRecord.pupil("p-2"), at: "10:00")
        try record.write(log, .note("all is well"), at: "10:30")
        let summary = try summary()
        #expect(summary.endedAt == nil)
        #expect(summary.understaffed == 30 * 60)
    }

    @Test func `an end before the start ends nothing`() throws {
        try record.write(log, .start, at: "10:00")
        try record.write(log, ReviewRecord.staff("teacher", as: .host), at: "10:00")
        try record.write(log, ReviewRecord.pupil("p-1"), at: "10:00")
        try record.write(log, ReviewRecord.pupil("p-2"), at: "10:00")
        try record.write(log, .note("all is well"), at: "10:30")
        try record.write(log, .end, at: "09:40", written: "10:41")
        let summary = try summary()
        #expect(summary.endedAt == (try instant("09:40")))
        #expect(summary.understaffed == 30 * 60)
        #expect(try record.session(log).length == nil)
    }

    @Test func `a corrected start counts as it was corrected`() throws {
        try record.lesson(log)
        let before = try summary()
        let start = try #require(Timeline(try log.read().records).start)
        try record.write(log, .start, at: "10:04", written: "10:50", correcting: start.seq)
        let after = try summary()
        #expect(before.startedAt == (try instant("10:00")))
        #expect(after.startedAt == (try instant("10:04")))
        #expect(after.corrections == 1)
        #expect(before.corrections == 0)
    }

    @Test func `lateness is counted from a minute on, and a log that was closed is late`() throws {
        try record.lesson(log)
        #expect(try summary().lateEntries == 0)
        try record.write(log, .note("a"), at: "10:10", written: "10:10:58")
        #expect(try summary().lateEntries == 0)
        try record.write(log, .note("b"), at: "10:10", written: "10:11")
        #expect(try summary().lateEntries == 1)
        #expect(try summary().veryLateEntries == 0)
        try record.write(log, .note("c"), at: "10:10", written: "11:10")
        #expect(try summary().lateEntries == 2)
        #expect(try summary().veryLateEntries == 1)
        try record.close(log, at: "11:20")
        let last = try record.write(log, .note("d"), at: "11:30")
        let summary = try summary()
        #expect(summary.lateEntries == 2)
        #expect(summary.veryLateEntries == 2)
        #expect(summary.wentWrong == "nothing")
        #expect(summary.told == last)
    }

    @Test func `incidents tell who was told, how fast, and who waits`() throws {
        try record.lesson(log)
        let incident = try record.write(
            log,
            ReviewRecord.incident(),
            at: "10:20",
            written: "10:22"
        )
        #expect(try summary().incidents.map(\.waiting) == [2])
        try record.write(log, ReviewRecord.handover(of: incident, to: "deputy"), at: "10:50")
        #expect(try summary().incidents.map(\.waiting) == [1])
        try record.write(log, ReviewRecord.handover(of: incident, to: "head"), at: "10:45")
        let found = try #require(try summary().incidents.first)
        #expect(found.seq == incident)
        #expect(found.category == "welfare")
        #expect(found.waiting == 0)
        #expect(found.handovers.map(\.to) == ["head", "deputy"])
        #expect(found.timeToHandover == Duration(seconds: 25 * 60))
        #expect(found.occurred == (try instant("10:20")))
        #expect(found.by == "teacher")
    }

    @Test func `a corrected incident is one, with the hand-overs of the first`() throws {
        try record.lesson(log)
        let first = try record.write(log, ReviewRecord.incident(), at: "10:20")
        try record.write(log, ReviewRecord.handover(of: first, to: "lead"), at: "10:30")
        let second = try record.write(
            log,
            ReviewRecord.incident("technical"),
            at: "10:21",
            written: "11:00",
            correcting: first
        )
        let incidents = try summary().incidents
        #expect(incidents.map(\.seq) == [second])
        #expect(incidents[0].category == "technical")
        #expect(incidents[0].waiting == 1)
        #expect(incidents[0].handovers.map(\.to) == ["lead"])
        // When somebody first wrote it down.
        #expect(incidents[0].written.since(try instant("10:20")).seconds < 10)
    }

    @Test func `spells have the last word, and what was not so is left out`() throws {
        try record.lesson(log)
        try record.spell(log, "second-there", from: "10:05", to: "10:12")
        try record.spell(log, "second-there", from: "10:20", to: "10:20")
        try record.spell(log, "one-to-one", from: "10:00", moment: "start")
        let spells = try summary().spells
        #expect(spells.map(\.rule) == ["second-there", "one-to-one"])
        #expect(spells[0].until == (try instant("10:12")))
        #expect(spells[1].until == nil)
    }

    @Test func `the recording and the chat are as they were set`() throws {
        try record.lesson(log)
        try record.write(log, .recording("on"), at: "10:05")
        try record.write(log, .recording("off"), at: "10:06")
        try record.write(log, .chat("off"), at: "10:06")
        let summary = try summary()
        #expect(summary.wasRecorded)
        #expect(summary.recording == "off")
        #expect(summary.chat == "off")
        #expect(summary.recordingPlanned == false)
    }

    @Test func `a clock that was set is counted`() throws {
        try record.lesson(log)
        record.store.clock.seconds += 600
        try log.note("after")
        #expect(try summary().clockSteps == 1)
    }

    @Test func `withheld texts are told apart from other damage`() throws {
        try record.write(log, .start, at: "10:00")
        try record.write(log, .note("somebody coughed"), at: "10:05")
        let store = record.store
        let node = try store.node(log)
        let file = String(decoding: node.bytes, as: UTF8.self)
        // The note is the last entry.
        let opened = try #require(file.firstRange(of: #","open":{"note":"#))
        let line = String(file[..<opened.lowerBound]) + "}\n"
        store.put(Array(line.utf8), in: node)
        let summary = try summary()
        #expect(summary.withheld == 1)
        #expect(summary.damage == 0)
        #expect(try record.marks(log) == [.neverClosed, .withheld])
    }

    @Test func `damage in the middle and a cut end are counted`() throws {
        try record.lesson(log)
        let store = record.store
        let node = try store.node(log)
        var bytes = node.bytes
        // Within the second line.
        let line = lines(bytes)[0].count + 30
        bytes[line] = bytes[line] == 0x61 ? 0x62 : 0x61
        store.put(bytes, in: node)
        #expect(try summary().damage > 0)
        #expect(try record.marks(log).contains(.damaged))
    }

    @Test func `entries that the ledger vouches for must be there`() throws {
        try record.lesson(log)
        try record.write(log, ReviewRecord.incident(), at: "10:20", written: "10:41")
        let store = record.store
        let node = try store.node(log)
        let all = lines(node.bytes)
        store.put(Array(all.dropLast().joined()), in: node)
        let summary = try summary()
        #expect(summary.damage == 1)
        #expect(try record.ledger().vouchesForMore(than: summary.last, of: log.id.text))
        #expect(try record.marks(log).contains(.damaged))
    }

    @Test func `a cut-off entry that was mended is counted`() throws {
        try record.lesson(log)
        let store = record.store
        let node = try store.node(log)
        store.put(node.bytes + Array(#"{"body":{"at":"20"#.utf8), in: node)
        #expect(try summary().isUnfinished)
        #expect(try summary().recovered == 0)
        try record.write(log, .note("goes on"), at: "10:41")
        let summary = try summary()
        #expect(summary.recovered == 1)
        #expect(!summary.isUnfinished)
        #expect(summary.damage == 0)
        #expect(try record.marks(log).contains(.recovered))
    }

    // MARK: As a line

    @Test func `it is read back as it was written`() throws {
        try record.lesson(log)
        let incident = try record.write(log, ReviewRecord.incident(), at: "10:20")
        try record.write(log, ReviewRecord.incident("technical", about: "nobody"), at: "10:20")
        try record.write(log, ReviewRecord.handover(of: incident, to: "lead"), at: "10:30:01")
        try record.write(log, .recording("on"), at: "10:31")
        try record.write(log, .chat("moderated"), at: "10:31")
        try record.spell(log, "second-there", from: "10:05", to: "10:12")
        try record.spell(log, "one-to-one", from: "10:00", moment: "start")
        try record.close(log)
        for summary in [try summary(), LogSummary(session: "20261124-0123456789abcdef")] {
            let line = summary.json.canonical()
            #expect(!line.contains("\n"))
            let read = try Document(parsing: SourceText(name: "", text: line))
            #expect(LogSummary(JSON(read.root)) == summary)
        }
    }

    @Test func `a line of another version, or with another shape, is none`() throws {
        func read(_ text: String) throws -> LogSummary? {
            LogSummary(JSON(try Document(parsing: SourceText(name: "", text: text)).root))
        }
        let line = LogSummary(session: "s").json.canonical()
        #expect(try read(line) != nil)
        #expect(try read(line.replacing(#""v":1"#, with: #""v":2"#)) == nil)
        #expect(try read(line.replacing(#""sid":"s","#, with: "")) == nil)
        #expect(try read(line.replacing("}", with: #","start":"noon"}"#)) == nil)
        #expect(try read(line.replacing("}", with: #","spells":[["a"]]}"#)) == nil)
        #expect(try read(line.replacing("}", with: #","incidents":[[1]]}"#)) == nil)
        #expect(try read("[]") == nil)
        #expect(try read("{}") == nil)
    }

    @Test func `it holds no text`() throws {
        try record.lesson(log)
        try record.write(log, ReviewRecord.incident(), at: "10:20")
        try record.write(log, .note("a quarrel"), at: "10:20")
        let line = try summary().json.canonical()
        for text in ["p-0", "p-1", "quarrel", "camera"] { #expect(!line.contains(text)) }
    }

    @Test func `it is the same once every text is erased`() throws {
        try record.lesson(log)
        try record.write(log, ReviewRecord.leave("p-1"), at: "10:10")
        try record.write(log, ReviewRecord.pupil("p-1"), at: "10:12")
        try record.write(log, ReviewRecord.leave("p-0"), at: "10:15")
        try record.write(log, ReviewRecord.leave("p-2"), at: "10:15")
        let guest = SessionEvent.Somebody("guest-1", isStaff: false)
        try record.write(log, .join(guest, as: .adult, isPlanned: true), at: "10:20")
        try record.write(log, .leave(guest), at: "10:22")
        let incident = try record.write(log, ReviewRecord.incident(), at: "10:20")
        try record.write(log, ReviewRecord.handover(of: incident, to: "lead"), at: "10:30")
        let before = try summary()
        #expect(before.pupils == 3)
        #expect(before.incidents.map(\.waiting) == [1])
        try record.eraseAll()
        var after = try summary()
        #expect(after.last != before.last)
        after.last = before.last
        #expect(after == before)
    }
}

extension SessionLog {
    fileprivate func note(_ text: String) throws {
        _ = try append(
            SessionEvent.note(text).entry(),
            by: Author(by: "teacher", uid: 1, host: "desk-3")
        )
    }
}
