import Foundation
import Testing

@testable import StreamGuard

/// Base64 as RFC 4648 has it.
@Suite struct Base64Tests {
    @Test(
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
        ] as [(String, String)]
    )
    func `writes and reads the RFC's examples`(plain: String, text: String) {
        #expect(Base64.text(Array(plain.utf8)) == text)
        #expect(Base64.bytes(text) == Array(plain.utf8))
    }

    @Test func `agrees with Foundation about any bytes`() {
        for count in 0..<300 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ count) }
            let text = Data(bytes).base64EncodedString()
            #expect(Base64.text(bytes) == text)
            #expect(Base64.bytes(text) == bytes)
        }
    }

    @Test(arguments: [
        "Zg", "Zg=", "Zg===", "Zh==", "Z", "=", "Zm9v\n", "Zm 9v", "Zm9-", "Zg==Zg==",
    ])
    func `takes no text but the one that it would write`(text: String) {
        #expect(Base64.bytes(text) == nil)
    }
}
