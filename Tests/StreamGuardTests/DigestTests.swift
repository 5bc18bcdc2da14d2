import Checklist
import Testing

@testable import StreamGuard

@Suite struct Digests {
    /// The examples of FIPS 180-4, and lengths around the edge of a block from NIST's CAVP
    /// `SHA256ShortMsg.rsp`.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnop"
                + "qrlmnopqrsmnopqrstnopqrstu",
            "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
        ),
    ])
    func ofNISTsExamples(message: String, hex: String) {
        #expect(Digest(message.utf8).hex == hex)
    }

    @Test func ofAMillionLetters() {
        #expect(
            Digest(repeatElement(UInt8(ascii: "a"), count: 1_000_000)).hex
                == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        )
    }

    @Test(arguments: [
        (55, "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"),
        (56, "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a"),
        (63, "7d3e74a05d7db15bce4ad9ec0658ea98e3f06eeecf16b4c6fff2da457ddc2f34"),
        (64, "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"),
        (65, "635361c48bb9eab14198e76ea8ab7f1a41685d6ad62aa9146d301d4f17eb0ae0"),
    ])
    func aroundTheEdgeOfABlock(count: Int, hex: String) {
        #expect(Digest(repeatElement(UInt8(ascii: "a"), count: count)).hex == hex)
    }

    @Test func ofAPlanDoesNotDependOnItsLayout() throws {
        let plain = try Document(parsing: SourceText(name: "a", text: #"{"id":"x","n":1}"#))
        let other = try Document(
            parsing: SourceText(name: "b", text: "{ \"n\" : 1,\n \"id\": \"\\u0078\" }")
        )
        let changed = try Document(parsing: SourceText(name: "c", text: #"{"id":"x","n":2}"#))
        #expect(Digest(ofPlan: plain) == Digest(ofPlan: other))
        #expect(Digest(ofPlan: plain) != Digest(ofPlan: changed))
        #expect(
            Digest(ofPlan: plain) == Digest("slog/1/plan\0{\"id\":\"x\",\"n\":1}".utf8)
        )
    }
}
