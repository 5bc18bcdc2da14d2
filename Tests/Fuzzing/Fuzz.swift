// Compiled together with the engine into one program that libFuzzer drives: `.ci/fuzz`.
//
// The environment variable FUZZ_TARGET says what is fuzzed. A target answers any bytes without a
// crash, in bounded time and memory, and what it promises holds; else it stops the program.

import Glibc

/// What can be fuzzed, by name.
private let targets: [String: @Sendable ([UInt8]) -> Void] = [
    "json": fuzzJSON,
    "language": fuzzLanguage,
    "regex": fuzzRegex,
    "form": fuzzForm,
    "checklist": fuzzChecklist,
    "answers": fuzzAnswers,
    "cases": fuzzCases,
]

private let target: @Sendable ([UInt8]) -> Void = {
    let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? ""
    guard let target = targets[name] else { fatalError("FUZZ_TARGET names no target: \(name)") }
    return target
}()

/// What libFuzzer calls.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    target(Array(UnsafeBufferPointer(start: bytes, count: count)))
    return 0
}

/// Stops the program if a promise does not hold.
func expect(_ holds: Bool, _ promise: @autoclosure () -> String) {
    if !holds { fatalError(promise()) }
}

/// The file that one of the engine's own tests uses.
func fixture(_ name: String) -> Document {
    let folder = getenv("FUZZ_FIXTURES").map { String(cString: $0) } ?? ""
    guard let file = fopen("\(folder)/\(name)", "r") else { fatalError("no fixture \(name)") }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    bytes.removeLast(bytes.count - fread(&bytes, 1, bytes.count, file))
    guard let document = document(bytes, name) else { fatalError("\(name) is not JSON") }
    return document
}

/// The document that some bytes hold; of those that hold none the problems must be in order.
func document(_ bytes: [UInt8], _ name: String = "fuzz") -> Document? {
    do throws(Diagnostics) {
        return try Document(parsing: SourceText(name: name, bytes: bytes))
    } catch {
        check(error)
        return nil
    }
}

/// Every problem lies inside its text and can be shown.
func check(_ problems: Diagnostics) {
    for problem in problems.all {
        let range = 0...problem.source.bytes.count
        expect(
            range.contains(problem.span.lowerBound) && range.contains(problem.span.upperBound),
            "the problem lies outside the text: \(problem.message)"
        )
        let shown = problem.rendered()
        expect(
            !shown.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" },
            "the problem is not inert: \(shown)"
        )
    }
}

/// What a document says, however its members are ordered.
func meaning(_ document: Document) -> String { JSON(document.root).canonical() }

/// The formatted document; formatting it again changes nothing.
func checkFormat(_ source: Document, _ format: (Document) -> String) -> Document {
    let text = format(source)
    guard let again = document(Array(text.utf8)) else { fatalError("no JSON comes out:\n\(text)") }
    let twice = format(again)
    expect(twice == text, "formatting is not idempotent:\n\(text)\n\(twice)")
    return again
}
