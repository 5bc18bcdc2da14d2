extension JSONRefusalTests {
    private static let open = "close it with `\"`, or write a line end within it as `\\n`"
    private static let backslash = "write a backslash itself as `\\\\`"
    private static let half = "write the character itself, or both halves"

    static let strings = [
        Refusal("\"", 1, 1, "the string is not closed", "close it with `\"`"),
        Refusal("[\"abc", 1, 2, "the string is not closed", "close it with `\"`"),
        Refusal("[\"a\\\"", 1, 2, "the string is not closed", "close it with `\"`"),
        Refusal("[\n \"a\nb\"]", 2, 2, "the string is not closed on its line", open),
        Refusal("[\"a\\n\r\n\"]", 1, 2, "the string is not closed on its line", open),
        Refusal("{\"a\n\":1}", 1, 2, "the string is not closed on its line", open),
        Refusal(
            "[\"é\t\"]",
            1,
            4,
            "a string cannot hold the control character U+0009",
            "write it as `\\t`"
        ),
        Refusal(
            "[\"\u{0}\"]",
            1,
            3,
            "a string cannot hold the control character U+0000",
            "write it as `\\u0000`"
        ),
        Refusal(
            "[\"\u{1B}[31m\"]",
            1,
            3,
            "a string cannot hold the control character U+001B",
            "write it as `\\u001b`"
        ),
        Refusal(
            "[\"\\n\u{1F}\"]",
            1,
            5,
            "a string cannot hold the control character U+001F",
            "write it as `\\u001f`"
        ),
        Refusal(
            "[\"\\x41\"]",
            1,
            3,
            "`\\` begins an escape and cannot be followed by `x`",
            backslash
        ),
        Refusal(
            "[\"\\'\"]",
            1,
            3,
            "`\\` begins an escape and cannot be followed by `'`",
            backslash
        ),
        Refusal(
            "[\"\\0\"]",
            1,
            3,
            "`\\` begins an escape and cannot be followed by `0`",
            backslash
        ),
        Refusal(
            "[\"\\a\"]",
            1,
            3,
            "`\\` begins an escape and cannot be followed by `a`",
            backslash
        ),
        Refusal(
            "[\"\\N\"]",
            1,
            3,
            "`\\` begins an escape and cannot be followed by `N`",
            backslash
        ),
        Refusal(
            "[\"\\é\"]",
            1,
            3,
            "`\\` begins an escape and cannot be followed by `é`",
            backslash
        ),
        Refusal(
            "[\"\\\n\"]",
            1,
            3,
            "`\\` begins an escape and cannot be followed by U+000A",
            backslash
        ),
        Refusal(
            "[\"\\",
            1,
            3,
            "`\\` begins an escape and cannot be followed by the end of the text",
            backslash
        ),
        Refusal(
            "[\"C:\\Users\"]",
            1,
            5,
            "`\\` begins an escape and cannot be followed by `U`",
            backslash
        ),
        Refusal("[\"\\u\"]", 1, 3, "`\\u` needs four hexadecimal digits, found `\"`"),
        Refusal("[\"\\u12\"]", 1, 3, "`\\u` needs four hexadecimal digits, found `\"`"),
        Refusal("[\"\\u12G4\"]", 1, 3, "`\\u` needs four hexadecimal digits, found `G`"),
        Refusal("[\"\\u{41}\"]", 1, 3, "`\\u` needs four hexadecimal digits, found `{`"),
        Refusal("[\"\\u-123\"]", 1, 3, "`\\u` needs four hexadecimal digits, found `-`"),
        Refusal(
            "[\"\\U0041\"]",
            1,
            3,
            "`\\` begins an escape and cannot be followed by `U`",
            backslash
        ),
        Refusal(
            "[\"\\u004",
            1,
            3,
            "`\\u` needs four hexadecimal digits, found the end of the text"
        ),
        Refusal("[\"\\ud83d\"]", 1, 3, "`\\ud83d` is only half of a surrogate pair", half),
        Refusal("[\"\\udc00\"]", 1, 3, "`\\udc00` is only half of a surrogate pair", half),
        Refusal("[\"\\uDFFF\\uD800\"]", 1, 3, "`\\uDFFF` is only half of a surrogate pair", half),
        Refusal("[\"\\ud83d\\n\"]", 1, 3, "`\\ud83d` is only half of a surrogate pair", half),
        Refusal("[\"\\ud83dx\"]", 1, 3, "`\\ud83d` is only half of a surrogate pair", half),
        Refusal("[\"\\ud83d\\ud83d\"]", 1, 3, "`\\ud83d` is only half of a surrogate pair", half),
        Refusal("[\"\\ud83d\\u0041\"]", 1, 3, "`\\ud83d` is only half of a surrogate pair", half),
        Refusal("[\"a\\ud83d\\u00\"]", 1, 10, "`\\u` needs four hexadecimal digits, found `\"`"),
        Refusal("{\"\\ud800\":1}", 1, 3, "`\\ud800` is only half of a surrogate pair", half),
    ]

    private static let start = "a number begins with a digit, or with `-` and a digit"
    private static let zero = "a number has no zero in front of its other digits"
    private static let point = "a digit must follow the decimal point"
    private static let exponent = "a digit must follow the `e` of the exponent"
    private static let rest =
        "a number has digits, at most one decimal point and at most one exponent"
    private static let largest = "the largest is about 1.8e308"

    static let numbers = [
        Refusal("01", 1, 1, "`01` is not a number", zero),
        Refusal("-01", 1, 1, "`-01` is not a number", zero),
        Refusal("00", 1, 1, "`00` is not a number", zero),
        Refusal("[012.5]", 1, 2, "`012.5` is not a number", zero),
        Refusal("+1", 1, 1, "`+1` is not a number", start),
        Refusal("[++1]", 1, 2, "`++1` is not a number", start),
        Refusal(".5", 1, 1, "`.5` is not a number", start),
        Refusal("-.5", 1, 1, "`-.5` is not a number", start),
        Refusal("-", 1, 1, "`-` is not a number", start),
        Refusal("[-]", 1, 2, "`-` is not a number", start),
        Refusal("[--1]", 1, 2, "`--1` is not a number", start),
        Refusal("[- 1]", 1, 2, "`-` is not a number", start),
        Refusal("-Infinity", 1, 1, "`-Infinity` is not a number", start),
        Refusal("[-NaN]", 1, 2, "`-NaN` is not a number", start),
        Refusal("1.", 1, 1, "`1.` is not a number", point),
        Refusal("[1.e5]", 1, 2, "`1.e5` is not a number", point),
        Refusal("[0.]", 1, 2, "`0.` is not a number", point),
        Refusal("1e", 1, 1, "`1e` is not a number", exponent),
        Refusal("[1e+]", 1, 2, "`1e+` is not a number", exponent),
        Refusal("[1E-]", 1, 2, "`1E-` is not a number", exponent),
        Refusal("[1e.5]", 1, 2, "`1e.5` is not a number", exponent),
        Refusal("[1ea]", 1, 2, "`1ea` is not a number", exponent),
        Refusal("[1e5.5]", 1, 2, "`1e5.5` is not a number", rest),
        Refusal("[1e1e1]", 1, 2, "`1e1e1` is not a number", rest),
        Refusal("[1.2.3]", 1, 2, "`1.2.3` is not a number", rest),
        Refusal("[0x1F]", 1, 2, "`0x1F` is not a number", rest),
        Refusal("[1_000]", 1, 2, "`1_000` is not a number", rest),
        Refusal("[1f]", 1, 2, "`1f` is not a number", rest),
        Refusal("[1-2]", 1, 2, "`1-2` is not a number", rest),
        Refusal("[2026-11-24]", 1, 2, "`2026-11-24` is not a number", rest),
        Refusal("[12:30]", 1, 4, "expected `,` or `]`, found `:`", "the array begins at line 1"),
        Refusal("[１]", 1, 2, "expected a value, found `１`"),
        Refusal(
            "[1" + String(repeating: "0", count: 309) + "]",
            1,
            2,
            "`1" + String(repeating: "0", count: 47) + "…` is too large a number",
            largest
        ),
        Refusal("[1e309]", 1, 2, "`1e309` is too large a number", largest),
        Refusal("[-1e400]", 1, 2, "`-1e400` is too large a number", largest),
        Refusal(
            "[1.7976931348623159e308]",
            1,
            2,
            "`1.7976931348623159e308` is too large a number",
            largest
        ),
        Refusal(
            "[1e99999999999999999999]",
            1,
            2,
            "`1e99999999999999999999` is too large a number",
            largest
        ),
    ]
}
