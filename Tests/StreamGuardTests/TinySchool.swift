@testable import StreamGuard

/// A school with a checklist of three rules, small enough to know by heart.
struct TinySchool {
    let folder: TemporaryFolder
    var console: TestConsole

    init() throws {
        folder = try TemporaryFolder()
        console = TestConsole()
        console.folder = folder.path
        console.environment["STREAMGUARD_CHECKLISTS"] = folder.file("shipped")
        try folder.write("shipped/forms/school.form.json", TinySchool.schoolForm)
        try folder.write("shipped/forms/plan.form.json", TinySchool.planForm)
        try folder.write("shipped/forms/live.form.json", TinySchool.liveForm)
        try folder.write("shipped/tiny.checklist.json", TinySchool.checklist(id: "tiny"))
        try folder.write("shipped/other.checklist.json", TinySchool.checklist(id: "other", "O"))
        try folder.write("school.json", #"{"id": "mill", "name": "Mill Lane School"}"#)
    }

    /// Writes a plan, ready unless `answers` say otherwise, and returns its name.
    func plan(_ name: String = "a.plan.json", _ answers: String = ready) throws -> String {
        let id = Paths.name(of: name).split(separator: ".")[0]
        return try folder.write(name, "{\"id\": \"\(id)\"\(answers.isEmpty ? "" : ", ")\(answers)}")
    }

    func check(_ words: String...) -> Run { console.run(["check"] + words) }

    static let ready = #""title": "Fractions", "second": "ta-1", "pupils": 12, "chat": "off""#
    static let alone = #""second": "ta-1", "pupils": 1, "chat": "off""#
    static let unsupervised = #""second": "nobody", "pupils": 12, "chat": "off""#

    static let schoolForm = """
        {"form": "school", "version": "1", "title": "School", "fields": [
          {"name": "id", "type": "string", "format": "identifier", "required": true, "ask": "?"},
          {"name": "name", "type": "string", "ask": "What is it called?"},
          {"name": "timeZone", "type": "string", "format": "time-zone",
           "default": "Europe/London", "ask": "Which zone?"},
          {"name": "checklists", "type": "list", "of": {"type": "string"}, "default": ["tiny"],
           "ask": "Which checklists?"}]}
        """

    static let planForm = """
        {"form": "plan", "version": "1", "title": "Plan", "fields": [
          {"name": "id", "type": "string", "format": "identifier", "required": true, "ask": "?"},
          {"name": "title", "type": "string", "ask": "What is it called?"},
          {"name": "start", "type": "timestamp", "ask": "When does it start?"},
          {"name": "end", "type": "timestamp", "ask": "When does it end?"},
          {"name": "second", "type": "string", "ask": "Who is the second member of staff?"},
          {"name": "pupils", "type": "int", "ask": "How many pupils take part?"},
          {"name": "chat", "type": "choice", "ask": "Is the chat on?", "choices": [
            {"value": "on", "means": "yes"}, {"value": "off", "means": "no"}]}]}
        """

    static let liveForm = """
        {"form": "live", "version": "1", "title": "Live", "fields": [
          {"name": "adults", "type": "int", "ask": "How many adults are there?"}]}
        """

    static func checklist(id: String, _ letter: String = "T") -> String {
        """
        {"checklist": "\(id)", "version": "1.0.0", "title": "Checklist \(id)", "about": "A test.",
         "moments": ["plan", "start", "during"], "forms": ["school", "plan", "live"],
         "roles": {"slt": "a senior leader"}, "documents": {"own": {"title": "Own reading"}},
         "variables": [],
         "items": [
          {"id": "\(letter)1", "title": "Never alone", "about": "x",
           "source": {"document": "own", "number": "1"}, "rules": [
            {"id": "\(letter)1-second", "asked": ["plan", "start"], "level": "must",
             "requires": "plan.second != 'nobody'", "says": "A second adult is there.",
             "why": "Nobody else is there.", "fix": "Ask a colleague."},
            {"id": "\(letter)1-adults", "asked": ["during"], "level": "must",
             "requires": "live.adults >= 2", "says": "Two adults are there.",
             "why": "Only {live.adults} adults are there.", "fix": "Call a colleague."}]},
          {"id": "\(letter)2", "title": "No one-to-one", "about": "x",
           "source": {"document": "own", "number": "2"}, "rules": [
            {"id": "\(letter)2-group", "asked": ["plan"], "level": "must",
             "requires": "plan.pupils != 1", "says": "This is a group.",
             "why": "There is one pupil.", "fix": "Invite another pupil.",
             "approval": {"by": ["slt"], "covers": ["plan.pupils"],
                          "lasts": "duration('336h')", "asks": "A one-to-one."}}]},
          {"id": "\(letter)3", "title": "Chat off", "about": "x",
           "source": {"document": "own", "number": "3"}, "rules": [
            {"id": "\(letter)3-chat", "asked": ["plan"], "level": "advice",
             "requires": "plan.chat == 'off'", "says": "The chat is off.",
             "why": "The chat is on.", "fix": "Turn it off."}]}]}
        """
    }
}
