// Texts by themselves: JSON, expressions, regular expressions.

/// What is written reads as the same again.
func fuzzJSON(_ bytes: [UInt8]) {
    guard let source = document(bytes) else { return }
    let canonical = meaning(source)
    for text in [canonical, JSON(source.root).pretty()] {
        guard let again = document(Array(text.utf8)) else {
            fatalError("what is written cannot be read: \(text)")
        }
        expect(meaning(again) == canonical, "what is written reads as something else: \(text)")
    }
    expect(canonical.inert == canonical, "what is written is not inert")
}

/// An expression that is printed and read again comes to the same.
func fuzzLanguage(_ bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self) else { return }
    let formula: Formula
    let again: Formula
    do throws(Diagnostics) {
        formula = try Formula(text, names: Trips.names)
    } catch {
        check(error)
        return
    }
    let printed = Formula.canonical(text)
    expect(Formula.canonical(printed) == printed, "printing is not idempotent: \(printed)")
    do throws(Diagnostics) {
        again = try Formula(printed, names: Trips.names)
    } catch {
        fatalError("what is printed is refused: \(printed)\n\(error.rendered())")
    }
    for answers in Trips.answers {
        let value = formula.value(answers)
        let same = again.value(answers)
        expect(
            value.literal == same.literal && describe(value) == describe(same),
            "`\(text)` comes to \(value.literal), `\(printed)` to \(same.literal)"
        )
        expect(!describe(value).unicodeScalars.contains { $0.value < 0x20 }, "not inert")
    }
}

private func describe(_ value: Value) -> String { value.described(zone: "UTC", zones: .utcOnly) }

/// A pattern finds the same when it stands in a group, or beside itself.
func fuzzRegex(_ bytes: [UInt8]) {
    let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
    guard let pattern = String(validating: parts[0], as: UTF8.self),
        let text = String(validating: parts.count > 1 ? parts[1] : [], as: UTF8.self),
        let regex = try? Regex(pattern), let found = regex.matches(text)
    else { return }
    for other in ["(?:\(pattern))", "(\(pattern))|(?:\(pattern))", "(?:\(pattern)){1}"] {
        // A limit may be reached; a `\Q` that is not closed takes in what follows.
        guard !pattern.contains("\\Q"), let same = try? Regex(other).matches(text) else { continue }
        expect(same == found, "`\(pattern)` and `\(other)` differ in `\(text)`")
    }
    expect(regex.matches(text) == found, "`\(pattern)` finds something else the second time")
}

/// The world of the engine's own tests, in which expressions are checked.
enum Trips {
    static let forms = [fixture("depot.form.json"), fixture("trip.form.json")]
    static let minibus = fixture("minibus.checklist.json")

    static let rulebook: Rulebook = {
        do throws(Diagnostics) {
            return try Rulebook(forms: forms, checklists: [minibus])
        } catch {
            fatalError(error.rendered())
        }
    }()

    static let names: [(name: String, type: ValueType)] =
        rulebook.forms.map { ($0.name, .record($0.fields)) } + [("now", .timestamp)]

    /// Nothing answered, half answered, and answered.
    static let answers: [[Value]] = [
        #"{ "id": "t" }"#,
        """
        { "id": "t", "seats": 3, "weather": "rain", "riders": [{ "id": "a" }, { "id": "b", \
        "age": 4 }], "stops": [] }
        """,
        """
        { "id": "t1", "leaves": "2026-05-04T08:00Z", "returns": "2026-05-04T11:00Z", \
        "driver": "d1", "seats": 17, "belts": true, "weather": "fine", "abroad": true, \
        "papers": { "insured": true, "country": "Ireland" }, \
        "riders": [{ "id": "a", "age": 40 }, { "id": "b", "age": 9, "cushion": true }], \
        "stops": ["zoo"] }
        """,
    ].map { trip in
        let answers = read(trip, depot: #"{ "name": "North", "drivers": [{ "id": "d1" }] }"#)
        let records = rulebook.forms.compactMap { answers.record(of: $0.name) }
        return records.map { .record($0) } + [.timestamp(now)]
    }

    static let now: Timestamp = Timestamp(seconds: 1_777_636_800) ?? .epoch

    static func read(_ trip: String, depot: String) -> Answers {
        guard let trip = document(Array(trip.utf8)), let depot = document(Array(depot.utf8)),
            let answers = try? rulebook.answers(
                ["trip": trip, "depot": depot],
                zone: "UTC",
                zones: .utcOnly
            )
        else { fatalError("the trip is wrong") }
        return answers
    }
}
