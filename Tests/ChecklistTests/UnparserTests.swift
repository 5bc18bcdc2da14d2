import Checklist
import Testing

/// The canonical form of expressions.
@Suite struct UnparserTests {
    @Test(arguments: [
        ("1+2*3", "1 + 2 * 3"), ("(1+2)*3", "(1 + 2) * 3"), ("1-(2-3)", "1 - (2 - 3)"),
        ("(1-2)-3", "1 - 2 - 3"), ("((a))", "a"), ("a&&(b&&c)", "a && b && c"),
        ("(a&&b)||c", "a && b || c"), ("a&&(b||c)", "a && (b || c)"),
        ("!(a)", "!a"), ("!(a&&b)", "!(a && b)"), ("!!a", "!!a"), ("-(a)", "-a"),
        ("-(5)", "-5"), ("-(-5)", "5"), ("-(5.f())", "-(5.f())"), ("(-5).f()", "(-5).f()"),
        ("-0.5", "-0.5"), ("2.0e0", "2.0"), ("0x10", "16"), ("0x10u", "16u"),
        ("a?b:(c?d:e)", "a ? b : c ? d : e"), ("a?(b?c:d):e", "a ? (b ? c : d) : e"),
        ("(a?b:c)?d:e", "(a ? b : c) ? d : e"), ("(a?b:c).d", "(a ? b : c).d"),
        ("(a+b)[c]", "(a + b)[c]"), ("a [ b ] . c", "a[b].c"), ("a.`in`", "a.`in`"),
        ("a.`b`", "a.b"), ("a.`b-c`", "a.`b-c`"), (".a.b", ".a.b"), (".f(x)", ".f(x)"),
        ("has( a.b )", "has(a.b)"), ("{'a' :1,'b':[1,2,],}", "{'a': 1, 'b': [1, 2]}"),
        ("[1,2].all( x,x>0 )", "[1, 2].all(x, x > 0)"), ("a in[1]", "a in [1]"),
        ("(a==b)==c", "a == b == c"), ("a==(b==c)", "a == (b == c)"),
        (#""it's""#, #""it's""#), (#"'say "hi"'"#, #"'say "hi"'"#), (#"'\'"'"#, #"'\'"'"#),
        (#"'a\x0a\t\u200b'"#, #"'a\n\t\u200b'"#), (#"'\U000E0001'"#, #"'\U000e0001'"#),
        (#"r'\d'"#, #"'\\d'"#), (#"b'a\xff\''"#, #"b'a\xff\''"#),
        ("a // why\n && b", "a && b"),
    ])
    func `canonical`(_ text: String, _ canonical: String) throws {
        #expect(Unparser.text(of: try Parser.parse(text)) == canonical)
        #expect(Unparser.text(of: try Parser.parse(canonical)) == canonical)
    }
}
