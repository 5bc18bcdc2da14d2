import Checklist
import Testing

/// Test cases for the minibus, from the fixture or made up.
struct Workshop {
    let workbench: Workbench

    /// The fixture's cases for the fixture's checklist, with some text of either replaced.
    init(
        cases edits: [(String, String)] = [],
        checklist: [(String, String)] = [],
        isRecording: Bool = false
    ) throws {
        var text = try Fixtures.text("minibus.cases.json")
        for (old, new) in edits {
            precondition(text.contains(old), "the fixture has no \(old)")
            text = text.replacing(old, with: new)
        }
        try self.init(text, checklist: checklist, isRecording: isRecording)
    }

    /// Cases of one's own.
    init(
        _ text: String,
        checklist edits: [(String, String)] = [],
        isRecording: Bool = false
    ) throws {
        var checklist = try Fixtures.text("minibus.checklist.json")
        for (old, new) in edits { checklist = checklist.replacing(old, with: new) }
        let documents = [("depot.json", Trip.depot), ("trip.json", Trip.good)]
        let setting = TestSetting(
            rulebook: try Trip(edits).rulebook,
            checklist: try Document(parsing: SourceText(name: "minibus", text: checklist)),
            documents: try documents.map { path, text in
                (path, try Document(parsing: SourceText(name: path, text: text)))
            },
            zones: Trip.zones
        ) { documents in
            guard case .object(let fields)? = documents["depot"]?.root.content,
                case .string(let zone)? = fields.first(where: { $0.name == "zone" })?.value.content
            else { return "UTC" }
            return zone
        }
        let file = try CasesFile(Document(parsing: SourceText(name: "minibus.cases", text: text)))
        workbench = try Workbench(file, setting, isRecording: isRecording)
    }

    /// A base that lists no status as it should, and one case.
    static func oneCase(_ parts: String, base: String = "") throws -> Workshop {
        try Workshop(text(cases: "{ \"name\": \"a case\", \"from\": \"day\", \(parts) }"))
    }

    /// A file with the fixture's first base and some cases.
    static func text(cases: String, more: String = "") -> String {
        """
        { "casesFor": "minibus",
          "bases": { "day": { "moment": "booking", "now": "2026-05-01T12:00:00Z",
            "documents": { "depot": "depot.json", "trip": "trip.json" },
            "expect": { "statuses": {
              "met": ["M1-belts", "M1-room", "M1-cushions", "M2-licence", "M2-hours",
                "M3-weather", "M3-stops"],
              "not-applicable": ["M3-abroad"], "later": ["M3-fuel"] } } } },
          "cases": [\(cases)]\(more) }
        """
    }

    /// The problems of a file that cannot be run, as `line:column: message (help)`.
    static func problems(_ text: String) -> [String] {
        do {
            _ = try Workshop(text)
            return []
        } catch let problems as Diagnostics {
            return problems.lines
        } catch {
            return ["\(error)"]
        }
    }

    /// What one case came to: each failure's message.
    static func failures(_ parts: String) throws -> [String] {
        try oneCase(parts).workbench.run(tryingMutants: false).failures.map(\.problem.message)
    }
}
