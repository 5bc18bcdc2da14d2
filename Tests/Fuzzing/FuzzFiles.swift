// Whole files: forms, checklists, documents, cases.

/// A form that is read can be formatted, printed as a schema, and answered with nothing.
func fuzzForm(_ bytes: [UInt8]) {
    guard let source = document(bytes) else { return }
    do throws(Diagnostics) {
        let rulebook = try Rulebook(forms: [source], checklists: [])
        let form = rulebook.forms[0]
        let formatted = checkFormat(source) { $0.formatted(as: .form) }
        let again = try Rulebook(forms: [formatted], checklists: []).forms[0]
        expect(
            again.schema.canonical().utf8.count == form.schema.canonical().utf8.count
                || form.schema.canonical().contains("Applies only if"),
            "formatting changes the form"
        )
        _ = try rulebook.answers([:], zone: "UTC", zones: .utcOnly)
    } catch {
        check(error)
    }
}

/// A checklist that is read can be formatted, and then judges as before.
func fuzzChecklist(_ bytes: [UInt8]) {
    guard let source = document(bytes) else { return }
    let rulebook: Rulebook
    do throws(Diagnostics) {
        rulebook = try Rulebook(forms: Trips.forms, checklists: [source])
    } catch {
        check(error)
        return
    }
    let formatted = checkFormat(source) { $0.formatted(as: .checklist) }
    do throws(Diagnostics) {
        let again = try Rulebook(forms: Trips.forms, checklists: [formatted])
        for moment in rulebook.moments.prefix(3) {
            for (trip, answers) in trips {
                let verdict = rulebook.judge(answers, moment: moment, now: Trips.now)
                let same = again.judge(answers, moment: moment, now: Trips.now)
                expect(
                    digest(verdict) == digest(same),
                    "formatting changes the verdict on \(trip):\n\(digest(verdict))\n\(digest(same))"
                )
            }
        }
    } catch {
        fatalError("what is formatted is refused: \(error.rendered())")
    }
}

/// A document that is read can be formatted, reads as before, and can be judged; and the shortest
/// way of reading comes to the same, or to nothing.
func fuzzAnswers(_ bytes: [UInt8]) {
    let short = bytes.withUnsafeBufferPointer { intake.answers(in: $0) }
        .map { Trips.rulebook.judge($0, moment: "booking", now: Trips.now) }
    let isOnSheet = bytes.withUnsafeBufferPointer { intake.sheet(of: $0) != nil }
    guard let source = document(bytes) else {
        expect(short == nil && !isOnSheet, "the shortest way reads what is no JSON")
        return
    }
    let form = Trips.rulebook.forms[1]
    do throws(Diagnostics) {
        let answers = try Trips.rulebook.answers(["trip": source], zone: "UTC", zones: .utcOnly)
        let formatted = checkFormat(source) { $0.formatted(as: form) }
        expect(meaning(formatted) == meaning(source), "formatting changes the document")
        let again = try Trips.rulebook.answers(["trip": formatted], zone: "UTC", zones: .utcOnly)
        let verdict = Trips.rulebook.judge(answers, moment: "booking", now: Trips.now)
        let same = Trips.rulebook.judge(again, moment: "booking", now: Trips.now)
        expect(digest(verdict) == digest(same), "formatting changes the verdict")
        if let short {
            expect(digest(short) == digest(verdict), "the shortest way reads it otherwise")
        }
        expect(!isOnSheet || short != nil, "a sheet holds what the tape does not")
        bytes.withUnsafeBufferPointer { bytes in
            var brief = Panel.Brief(decision: .ready, statuses: [])
            guard let sheet = intake.sheet(of: bytes) else { return }
            expect(
                panel.read(sheet, now: Trips.now, into: &brief) { answers }
                    && brief.statuses == verdict.findings.map(\.status)
                    && brief.decision == verdict.decision,
                "a sheet is judged otherwise"
            )
            var full = SheetVerdict(zone: "UTC", zones: .utcOnly)
            guard panel.read(sheet, now: Trips.now, into: &full, orElse: { answers }) else {
                return
            }
            let told = ToldVerdict.lines(full, panel)
            let expected = ToldVerdict.lines(verdict)
            expect(told == expected, "a sheet tells otherwise:\n\(told)\n\(expected)")
        }
        let waiting = verdict.findings.contains { $0.status == .unanswered && $0.level != .advice }
        expect(verdict.decision != .ready || !waiting, "unanswered passes")
    } catch {
        expect(short == nil && !isOnSheet, "the shortest way reads what is wrong")
        check(error)
    }
}

/// A file of cases that is read can be formatted, and says the same.
func fuzzCases(_ bytes: [UInt8]) {
    guard let source = document(bytes) else { return }
    do throws(Diagnostics) {
        try CasesFile(source).requireSound()
        let formatted = checkFormat(source) { $0.formatted(as: .casesFile) }
        expect(meaning(formatted) == meaning(source), "formatting changes the cases")
    } catch {
        check(error)
    }
}

/// libFuzzer has one thread.
nonisolated(unsafe) private let intake: Intake = {
    do throws(Diagnostics) {
        return try Intake("trip", of: Trips.rulebook, beside: [:], zone: "UTC", zones: .utcOnly)
    } catch {
        fatalError(error.rendered())
    }
}()
private let panel = Panel(Trips.rulebook, moment: "booking")

private let trips: [(String, Answers)] = [
    #"{ "id": "t" }"#,
    #"{ "id": "t", "seats": 2, "riders": [{ "id": "a", "age": 3 }], "abroad": true }"#,
].map { ($0, Trips.read($0, depot: #"{ "drivers": [{ "id": "d1", "licence": true }] }"#)) }

/// Everything that a verdict says, but for conditions that are quoted in it.
private func digest(_ verdict: Verdict) -> String {
    var text = verdict.decision.rawValue
    for finding in verdict.findings {
        text += "\n\(finding.rule) \(finding.status.rawValue) \(finding.says) \(finding.why ?? "")"
        text += " \(finding.fix ?? "") \(finding.needs.map { $0.text })"
    }
    for question in verdict.questions { text += "\n\(question.path.text) \(question.settles)" }
    return text
}
