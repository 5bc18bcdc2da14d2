import Checklist
import Testing

/// The canonical form of files: what it looks like, and that it changes nothing.
@Suite struct FormatTests {
    private func formatted(_ text: String, as shape: ShapeName) throws -> String {
        try Document(parsing: SourceText(name: "x", text: text)).formatted(as: shape)
    }

    @Test func `a form`() throws {
        let text = """
            {"fields":[{"ask":"What colour?","name":"colour","choices":[{"means":"red as a rose",
             "value":"red"},{"value":"blue","means":"blue"}],"type":"choice","when":"form.seats>1"},
             {"name":"seats","type":"int","ask":"How many?","max":17,"min":1}],
             "title":"T","version":"1","form":"form","$schema":"s"}
            """
        #expect(
            try formatted(text, as: .form) == """
                {
                  "$schema": "s",
                  "form": "form",
                  "version": "1",
                  "title": "T",
                  "fields": [
                    { "name": "colour", "type": "choice",
                      "when": "form.seats > 1",
                      "ask": "What colour?",
                      "choices": [
                        { "value": "red", "means": "red as a rose" },
                        { "value": "blue", "means": "blue" }
                      ] },
                    { "name": "seats", "type": "int", "min": 1, "max": 17, "ask": "How many?" }
                  ]
                }

                """
        )
    }

    @Test func `a checklist`() throws {
        let text = """
            {"checklist":"c","version":"1","title":"C","forms":["trip"],"moments":["booking"],
             "roles":{"b":"second","a":"first"},"documents":{"d":{"publisher":"the county",
             "title":"A handbook whose title is so long that it does not fit on a line with all the rest"}},
             "items":[{"rules":[{"fix":"F.","why":"It is { trip.seats+1 }, {{not}} less.","says":"S.",
             "requires":"(trip.seats)>2&&trip.belts","level":"must","id":"I-1","asked":["booking"],
             "approval":{"asks":"May it?","by":["a","b"],"covers":["trip . seats"]}}],"id":"I","title":"I",
             "source":{"document":"d"}}]}
            """
        #expect(
            try formatted(text, as: .checklist) == """
                {
                  "checklist": "c",
                  "version": "1",
                  "title": "C",
                  "moments": ["booking"],
                  "forms": ["trip"],
                  "roles": { "b": "second", "a": "first" },
                  "documents": {
                    "d": {
                      "title": "A handbook whose title is so long that it does not fit on a line with all the rest",
                      "publisher": "the county"
                    }
                  },
                  "items": [
                    { "id": "I", "title": "I", "source": { "document": "d" },
                      "rules": [
                        { "id": "I-1", "asked": ["booking"], "level": "must",
                          "requires": "trip.seats > 2 && trip.belts",
                          "says": "S.",
                          "why": "It is {trip.seats + 1}, {{not}} less.",
                          "fix": "F.",
                          "approval": { "by": ["a", "b"], "covers": ["trip.seats"], "asks": "May it?" } }
                      ] }
                  ]
                }

                """
        )
    }

    @Test func `a document, in the order of its form, its lists filling their lines`() throws {
        let form = try #require(try Trip().rulebook.forms.last)
        let stops = (1...30).map { "\"stop-\($0)\"" }.joined(separator: ",")
        let text = """
            {"stops":[\(stops)],"seats":3,"riders":[{"age":4,"id":"b"},{"id":"a"}],"id":"t",
             "papers":{}}
            """
        let document = try Document(parsing: SourceText(name: "x", text: text))
        #expect(
            document.formatted(as: form) == """
                {
                  "id": "t",
                  "seats": 3,
                  "papers": {},
                  "riders": [
                    { "id": "b", "age": 4 },
                    { "id": "a" }
                  ],
                  "stops": [
                    "stop-1", "stop-2", "stop-3", "stop-4", "stop-5", "stop-6", "stop-7", "stop-8", "stop-9",
                    "stop-10", "stop-11", "stop-12", "stop-13", "stop-14", "stop-15", "stop-16", "stop-17",
                    "stop-18", "stop-19", "stop-20", "stop-21", "stop-22", "stop-23", "stop-24", "stop-25",
                    "stop-26", "stop-27", "stop-28", "stop-29", "stop-30"
                  ]
                }

                """
        )
    }

    @Test func `a comment in a condition is kept`() throws {
        #expect(
            try formatted(#"{"name":"v","is":"1+1 // two"}"#, as: .variable) == """
                {
                  "name": "v",
                  "is": "1+1 // two"
                }

                """
        )
    }

    @Test(arguments: ["minibus.checklist.json", "trip.form.json", "depot.form.json"])
    func `the layout does not depend on the layout before`(name: String) throws {
        let shape: ShapeName = name.hasSuffix("form.json") ? .form : .checklist
        let document = try Fixtures.document(name)
        let text = document.formatted(as: shape)
        // Both sort the members, which no file of ours does.
        for other in [JSON(document.root).canonical(), JSON(document.root).pretty(), text] {
            #expect(try formatted(other, as: shape) == text)
        }
        // Only white space follows the fixture's lines: what it says is all there.
        let again = try Document(parsing: SourceText(name: "x", text: text))
        #expect(JSON(again.root).canonical().utf8.count > 400)
    }

    @Test func `10,000 documents keep their meaning and change once at most`() throws {
        let seed = UInt64.random(in: 0...(.max))
        var random = Mixer(state: seed)
        let form = try #require(try Trip().rulebook.forms.last)
        for round in 0..<10_000 {
            let value = random.trip()
            let note: Comment = "seed \(seed), round \(round)"
            let source = SourceText(
                name: "x",
                text: random.flip() ? value.pretty() : value.canonical()
            )
            let document = try Document(parsing: source)
            let text = document.formatted(as: form)
            let again = try Document(parsing: SourceText(name: "x", text: text))
            if JSON(again.root).canonical() != value.canonical() { Issue.record(note) }
            if again.formatted(as: form) != text { Issue.record(note) }
            for line in text.split(separator: "\n") where line.unicodeScalars.count > 100 {
                // Too long is only what cannot be broken: one member of one object.
                if line.contains("\", \"") || line.contains("}, {") { Issue.record(note) }
            }
        }
    }
}

/// Makes trips of all shapes, right and wrong, from a seed.
private struct Mixer {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }

    mutating func flip() -> Bool { below(2) == 0 }

    private mutating func word() -> String {
        let letters = ["a", "Zoo", "é", "😀", "x-y", "0"]
        return (0...below(6)).map { _ in letters[below(letters.count)] }.joined()
    }

    private mutating func value(_ depth: Int) -> JSON {
        switch below(depth > 3 ? 5 : 8) {
        case 0: .bool(flip())
        case 1: .int(Int64(below(1000)))
        case 2: .double(Double(below(1000)) / 8)
        case 3: .string(word())
        case 4: .string(String(repeating: word(), count: below(12)))
        case 5: .array((0..<below(30)).map { _ in .string(word()) })
        case 6: .array((0..<below(4)).map { _ in value(depth + 1) })
        default: object(["id", "age", "cushion", "other", "far"], depth + 1)
        }
    }

    private mutating func object(_ names: [String], _ depth: Int) -> JSON {
        .object(names.filter { _ in flip() }.map { ($0, value(depth)) })
    }

    mutating func trip() -> JSON {
        object(["id", "riders", "papers", "stops", "seats", "driver", "more"], 0)
    }
}
