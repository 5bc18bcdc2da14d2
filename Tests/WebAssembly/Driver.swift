// Compiled together with the engine into one WebAssembly module, without a package: what a host
// calls to judge documents. A page in a browser would drive the engine in the same way.
//
// The host writes texts into memory that it has got from `allocate`, hands them over with
// `addForm`, `addChecklist` and `setDocument`, and asks `compile` and `judge`. Each of the two
// leaves a JSON text, which stands at `answer` and is as long as they have returned.

nonisolated(unsafe) private var forms: [Document] = []
nonisolated(unsafe) private var checklists: [Document] = []
nonisolated(unsafe) private var documents: [String: Document] = [:]
nonisolated(unsafe) private var rulebook: Rulebook?
nonisolated(unsafe) private var written: [UInt8] = []
nonisolated(unsafe) private var problems: [String] = []

/// Seconds east of UTC in a zone at an instant; nothing (the smallest number) if the host does
/// not know the zone.
@_extern(wasm, module: "host", name: "offset")
@_extern(c)
func hostOffset(_ name: UnsafePointer<UInt8>, _ count: Int32, _ seconds: Int64) -> Int32

private let zones = Zones { name, seconds in
    let name = Array(name.utf8)
    let offset = name.withUnsafeBufferPointer { bytes in
        bytes.baseAddress.map { hostOffset($0, Int32(bytes.count), seconds) } ?? .min
    }
    return offset == .min ? nil : Int(offset)
}

/// Memory for a text that the host hands over.
@_expose(wasm, "allocate")
@_cdecl("allocate")
public func allocate(_ count: Int32) -> UnsafeMutablePointer<UInt8> {
    .allocate(capacity: max(Int(count), 1))
}

/// Gives such memory back.
@_expose(wasm, "release")
@_cdecl("release")
public func release(_ memory: UnsafeMutablePointer<UInt8>) {
    memory.deallocate()
}

/// Takes a form, for the next ``compile()``.
@_expose(wasm, "addForm")
@_cdecl("addForm")
public func addForm(_ text: UnsafePointer<UInt8>, _ count: Int32) {
    if let document = read("form", text, count) { forms.append(document) }
}

/// Takes a checklist, for the next ``compile()``.
@_expose(wasm, "addChecklist")
@_cdecl("addChecklist")
public func addChecklist(_ text: UnsafePointer<UInt8>, _ count: Int32) {
    if let document = read("checklist", text, count) { checklists.append(document) }
}

/// Takes the document that is read by the form of that name.
@_expose(wasm, "setDocument")
@_cdecl("setDocument")
public func setDocument(
    _ name: UnsafePointer<UInt8>,
    _ nameCount: Int32,
    _ text: UnsafePointer<UInt8>,
    _ count: Int32
) {
    let name = string(name, nameCount)
    documents[name] = read(name, text, count)
}

/// Compiles the forms and checklists; forgets them, and the documents, for the next time.
@_expose(wasm, "compile")
@_cdecl("compile")
public func compile() -> Int32 {
    defer {
        forms = []
        checklists = []
        documents = [:]
        problems = []
    }
    do throws(Diagnostics) {
        rulebook = try Rulebook(forms: forms, checklists: checklists)
    } catch {
        rulebook = nil
        problems.append(error.rendered())
    }
    return answer(.object([("problems", texts(problems))]))
}

/// Judges the documents at a moment.
@_expose(wasm, "judge")
@_cdecl("judge")
public func judge(
    _ moment: UnsafePointer<UInt8>,
    _ momentCount: Int32,
    _ zone: UnsafePointer<UInt8>,
    _ zoneCount: Int32,
    _ now: Int64
) -> Int32 {
    guard let rulebook, let now = Timestamp(seconds: now), problems.isEmpty else {
        return answer(.object([("problems", texts(problems))]))
    }
    do throws(Diagnostics) {
        let answers = try rulebook.answers(
            documents,
            zone: string(zone, zoneCount),
            zones: zones
        )
        let verdict = rulebook.judge(answers, moment: string(moment, momentCount), now: now)
        return answer(json(verdict))
    } catch {
        return answer(.object([("problems", texts([error.rendered()]))]))
    }
}

/// Where the last answer stands.
@_expose(wasm, "answer")
@_cdecl("answer")
public func answerAddress() -> UnsafePointer<UInt8>? {
    // INVARIANT: `written` is not touched until the host asks the next thing.
    written.withUnsafeBufferPointer { $0.baseAddress }
}

// MARK: Texts in and out

private func string(_ text: UnsafePointer<UInt8>, _ count: Int32) -> String {
    String(decoding: UnsafeBufferPointer(start: text, count: Int(count)), as: UTF8.self)
}

private func read(_ name: String, _ text: UnsafePointer<UInt8>, _ count: Int32) -> Document? {
    let bytes = Array(UnsafeBufferPointer(start: text, count: Int(count)))
    do throws(Diagnostics) {
        return try Document(parsing: SourceText(name: name, bytes: bytes))
    } catch {
        problems.append(error.rendered())
        return nil
    }
}

private func answer(_ json: JSON) -> Int32 {
    written = Array(json.canonical().utf8)
    return Int32(written.count)
}

private func texts(_ texts: [String]) -> JSON { .array(texts.map { .string($0) }) }

private func text(_ text: String?) -> JSON { text.map { .string($0) } ?? .null }

private func material(_ finding: Finding) -> JSON {
    finding.approval.map { .object($0.material.map { ($0.name, $0.json) }) } ?? .null
}

/// What the test compares with the program's own report.
private func json(_ verdict: Verdict) -> JSON {
    .object([
        ("decision", .string(verdict.decision.rawValue)),
        (
            "findings",
            .array(
                verdict.findings.map { finding in
                    .object([
                        ("rule", .string(finding.rule)),
                        ("status", .string(finding.status.rawValue)),
                        ("says", .string(finding.says)),
                        ("why", text(finding.why)),
                        ("fix", text(finding.fix)),
                        ("failure", text(finding.failure)),
                        ("asks", text(finding.approval?.asks)),
                        ("lasts", text(finding.approval?.lasts?.text)),
                        ("material", material(finding)),
                        ("needs", texts(finding.needs.map { $0.text })),
                    ])
                }
            )
        ),
        (
            "questions",
            .array(
                verdict.questions.map { question in
                    .object([
                        ("path", .string(question.path.text)),
                        ("ask", .string(question.ask)),
                        ("settles", .int(Int64(question.settles))),
                        ("holdsBack", .bool(question.holdsBack)),
                    ])
                }
            )
        ),
    ])
}
