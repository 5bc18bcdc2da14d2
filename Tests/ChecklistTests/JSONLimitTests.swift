import Checklist
import Foundation
import Testing

/// Hostile texts: each must end, and with the right answer.
@Suite struct JSONLimitTests {
    /// What is said of a text.
    ///
    /// Expectations are kept away from the text, for they set out every value they are given.
    private func refusal(
        of text: String,
        limits: Document.Limits = .standard
    ) throws -> Diagnostics {
        let source = SourceText(name: "x.json", text: text)
        do throws(Diagnostics) {
            _ = try Document(parsing: source, limits: limits)
        } catch {
            return error
        }
        throw NotRefused()
    }

    private struct NotRefused: Error {}

    @Test(arguments: ["[", "{\"a\":", "[{\"a\":", "[[],", "\n["])
    func `nesting is limited`(_ opening: String) throws {
        let problems = try refusal(of: String(repeating: opening, count: 100_000))
        #expect(problems.all[0].message == "arrays and objects are nested more than 64 deep")
        #expect(problems.all.count == 1)
    }

    @Test func `64 levels are read and 65 are not`() throws {
        let deepest = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        #expect(throws: Never.self) {
            try Document(parsing: SourceText(name: "x.json", text: deepest))
        }
        #expect(try refusal(of: "[" + deepest + "]").all[0].location.column == 65)
        #expect(try refusal(of: "[]", limits: .init(depth: 0)).all[0].location.column == 1)
    }

    @Test func `the length is limited`() throws {
        let problems = try refusal(of: "[1, 2]", limits: .init(bytes: 5))
        #expect(
            problems.all[0].message == "the text is 6 bytes long, more than the limit of 5"
        )
        #expect(throws: Never.self) {
            try Document(
                parsing: SourceText(name: "x.json", text: "[1, 2]"),
                limits: .init(bytes: 6)
            )
        }
    }

    @Test func `8 MB of brackets, of digits or of text end`() throws {
        let size = 8_000_000
        let brackets = try refusal(of: String(repeating: "[", count: size))
        #expect(brackets.all[0].location.column == 65)
        let digits = try refusal(of: String(repeating: "9", count: size))
        #expect(digits.all[0].help == "the largest is about 1.8e308")
        let open = try refusal(of: "\"" + String(repeating: "x", count: size))
        #expect(open.all[0].message == "the string is not closed")
        #expect(open.rendered().utf8.count < 300)
        let whole = "\"" + String(repeating: "é", count: size / 2) + "\""
        let root = try Document(parsing: SourceText(name: "x.json", text: whole)).root
        guard case .string(let text) = root.content else { return }
        let count = text.utf8.count
        #expect(count == size)
    }

    @Test func `an object with very many names is read and searched`() throws {
        let count = 50_000
        // Sequential and zero-padded names, as would collide in a weak hash.
        let members = (0..<count).map { "\"\(String(repeating: "0", count: $0 % 7))\($0)\":0" }
        let text = "{" + members.joined(separator: ",\n") + ",\n\"00045\":1}"
        let problems = try refusal(of: text)
        #expect(problems.all.count == 1)
        #expect(problems.all[0].location.line == count + 1)
    }

    @Test func `very many duplicates are counted`() throws {
        let text = "{" + String(repeating: "\"k\":0,\n", count: 20_000) + "\"k\":0}"
        let problems = try refusal(of: text)
        #expect(problems.all.count == 100)
        #expect(problems.omitted == 19_900)
        #expect(problems.all[99].location == Location(line: 101, column: 1))
        #expect(problems.rendered().hasSuffix("\nand 19900 more"))
    }

    @Test func `a name of a megabyte is cut in the message`() throws {
        let name = String(repeating: "n", count: 1_000_000)
        let problems = try refusal(of: "{\"\(name)\":1,\"\(name)\":2}")
        #expect(problems.rendered().utf8.count < 500)
    }

    @Test func `the deepest tree fits on a small stack`() throws {
        let done = DispatchSemaphore(value: 0)
        let thread = Thread {
            // However deep the caller wishes, 128 is the end.
            let limits = Document.Limits(depth: 1_000_000)
            let opening = String(repeating: "{\"a\":[", count: 64)
            let text = opening + String(repeating: "]}", count: 64)
            let source = SourceText(name: "x.json", text: text)
            if let document = try? Document(parsing: source, limits: limits) {
                #expect(JSON(document.root).canonical() == text)
                #expect(JSON(document.root).pretty().utf8.count > text.utf8.count)
            } else {
                Issue.record("128 levels were refused")
            }
            let deeper = SourceText(name: "x.json", text: "[" + text + "]")
            #expect(throws: Diagnostics.self) { try Document(parsing: deeper, limits: limits) }
            done.signal()
        }
        thread.stackSize = 512 << 10
        thread.start()
        done.wait()
    }
}
