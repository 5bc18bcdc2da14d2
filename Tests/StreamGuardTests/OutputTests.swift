import Foundation
import Testing

@testable import StreamGuard

@Suite struct Streams {
    @Test func shortWritesAndInterruptionsAreInvisible() {
        var written: [UInt8] = []
        var calls = 0
        let output = Output(width: 80, colour: false) { bytes in
            calls += 1
            if calls % 3 == 0 {
                errno = EINTR
                return -1
            }
            written.append(contentsOf: bytes.prefix(7))
            return min(bytes.count, 7)
        }
        let text = String(repeating: "live lesson ", count: 20_000)
        output.write(text)
        output.flush()
        #expect(written.elementsEqual(text.utf8))
        #expect(output.problem == nil)
    }

    @Test func aReaderWhoLeftChangesNothing() {
        var console = TestConsole()
        console.sink = { _ in
            errno = EPIPE
            return -1
        }
        let run = console.run("help")
        #expect(run.status == .yes)
        #expect(run.errors.isEmpty)
    }

    @Test func aFullDiskIsNoAnswer() {
        var console = TestConsole()
        console.sink = { bytes in
            let descriptor = open("/dev/full", O_WRONLY)
            defer { close(descriptor) }
            return write(descriptor, bytes.baseAddress, bytes.count)
        }
        let run = console.run("help")
        #expect(run.status == .noAnswer)
        #expect(
            run.errors.hasPrefix("streamguard: error: the answer could not be written: No space")
        )
    }

    @Test(
        arguments: [
            (nil, nil, 80), (nil, 132, 100), (nil, 60, 60), (nil, 10, 40), ("72", 132, 72),
            ("0", nil, 80), ("-5", 60, 80), ("wide", 60, 60), ("9999999999", nil, 100),
        ] as [(String?, Int?, Int)]
    )
    func width(declared: String?, terminal: Int?, width: Int) {
        #expect(Output.width(declared: declared, terminal: terminal) == width)
    }

    @Test(
        arguments: [
            ([:], true), (["NO_COLOR": ""], true), (["NO_COLOR": "1"], false),
            (["NO_COLOR": "0"], false), (["TERM": "dumb"], false), (["TERM": "xterm"], true),
        ] as [([String: String], Bool)]
    )
    func colour(environment: [String: String], allowed: Bool) {
        #expect(Output.mayColour { environment[$0] } == allowed)
    }
}
