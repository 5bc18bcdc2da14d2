/// What a ``Panel`` says of the answers on a sheet, with everything that a ``Verdict`` says, in
/// places that are used again for the next sheet.
///
/// It speaks of its sheet, so it has to be written out before the next document is read.
public struct SheetVerdict: ~Copyable {
    /// What the findings come to.
    public internal(set) var decision = Decision.ready
    /// What each rule comes to, in the order of ``Panel/rules``.
    public internal(set) var statuses: [Status] = []
    /// How many questions are open.
    public var questionCount: Int { asked.count }

    var reasons = SheetReasons()
    private(set) var parts = Pile<Part>()
    private var asked = Pile<Question>()
    var answers: [SheetCell] = []
    /// What rules came to that a sheet cannot tell of.
    var findings: [Finding] = []
    /// The sheet's cells and texts, and what the program calls them.
    private(set) var cells: UnsafePointer<SheetCell>?
    private(set) var texts: UnsafePointer<UInt8>?
    private(set) var names: UnsafeMutablePointer<SheetName>?
    private(set) var nameBytes: UnsafePointer<UInt8>?
    /// Keeps them there.
    private var owners: (Sheet, SheetProgram)?
    let zone: String
    let zones: Zones

    /// Where paths are written out that have to be compared.
    let paths = (JSONBytes(room: 128), JSONBytes(room: 128))

    /// What is said of one rule: where it begins among the values, needs and answers, and which of
    /// the findings it is, if it is one.
    struct Part {
        var value = 0
        var need = 0
        var answer = 0
        var finding = -1
    }

    /// A question that is still open.
    public struct Question: BitwiseCopyable, Sendable {
        /// The field's number, the same whichever element of a list it is in.
        public var field: Int { Int(place.name) }
        /// How many unanswered rules wait for this answer.
        public fileprivate(set) var settles: Int
        /// True if one of those rules holds the decision back.
        public fileprivate(set) var holdsBack: Bool
        let place: SheetReasons.Place
    }

    /// - Parameters:
    ///   - zone: the zone whose clock messages show.
    ///   - zones: the zones that the host knows.
    public init(zone: String, zones: Zones) {
        self.zone = zone
        self.zones = zones
    }

    // MARK: Telling

    mutating func begin(_ sheet: Sheet, _ program: SheetProgram) {
        (cells, texts) = (UnsafePointer(sheet.cells), UnsafePointer(sheet.texts))
        (names, nameBytes) = (program.names, UnsafePointer(program.nameBytes))
        owners = (sheet, program)
        decision = .ready
        statuses.removeAll(keepingCapacity: true)
        parts.removeAll()
        answers.removeAll(keepingCapacity: true)
        if !findings.isEmpty { findings.removeAll(keepingCapacity: true) }
        reasons.removeAll()
    }

    mutating func beginRule() {
        reasons.begin()
        parts.append(
            Part(value: reasons.values.count, need: reasons.needs.count, answer: answers.count)
        )
    }

    /// Tells of a rule by the sheet; false if a sheet cannot.
    mutating func tell(_ rule: SheetRule, _ status: Status, _ run: inout SheetRun) -> Bool {
        guard rule.explain(status, &run, &reasons), rule.read(status, &run, into: &answers) else {
            reasons.takeBack()
            answers.removeSubrange(parts[parts.count - 1].answer...)
            return false
        }
        statuses.append(status)
        return true
    }

    /// Tells of a rule by what was found otherwise.
    mutating func tell(_ finding: Finding) {
        parts[parts.count - 1].finding = findings.count
        findings.append(finding)
        statuses.append(finding.status)
    }

    /// Sorts the questions, when all rules have been told of.
    mutating func end(_ rules: [SheetRule]) {
        parts.append(
            Part(value: reasons.values.count, need: reasons.needs.count, answer: answers.count)
        )
        asked.removeAll()
        guard let names, reasons.needs.count > 0 else { return }
        // Of a few, each is looked for among those before. Many are sorted first, so that the same
        // ones come one after the other.
        let isShort = reasons.needs.count < 64
        for index in rules.indices {
            for need in parts[index].need..<parts[index + 1].need {
                ask(
                    Question(
                        settles: 1,
                        holdsBack: rules[index].level != .advice,
                        place: reasons.needs[need]
                    ),
                    among: isShort ? asked.count : 0
                )
            }
        }
        if !isShort {
            var all = Pile<Question>(room: asked.count)
            for index in 0..<asked.count { all.append(asked[index]) }
            all.sort(from: 0) { $0.place.cell < $1.place.cell }
            asked.removeAll()
            for index in 0..<all.count { ask(all[index], among: 1) }
        }
        asked.sort(from: 0) {
            $0.settles != $1.settles
                ? $0.settles > $1.settles : reasons.isBefore($0.place, $1.place, names)
        }
    }

    /// Adds a question, or counts its rules with those of the same one among the last.
    private mutating func ask(_ question: Question, among last: Int) {
        for index in max(0, asked.count - last)..<asked.count
        where asked[index].place.cell == question.place.cell {
            asked[index].settles += question.settles
            asked[index].holdsBack = asked[index].holdsBack || question.holdsBack
            return
        }
        asked.append(question)
    }

    // MARK: What is said of one rule

    /// Whether there is a rule that a sheet could not tell of.
    public var hasFindings: Bool { !findings.isEmpty }

    /// The whole finding of a rule that a sheet could not tell of; nothing for all others.
    public func finding(of rule: Int) -> Finding? {
        let index = parts[rule].finding
        return index < 0 ? nil : findings[index]
    }

    /// One of the open questions; first come those that settle the most rules, then as the forms
    /// have them.
    public func question(_ index: Int) -> Question { asked[index] }
}
