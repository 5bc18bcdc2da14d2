/// The line of a source on which a span begins, made inert and cut to fit around the span, and
/// the line of carets to set under it.
struct Excerpt {
    let line: String
    let underline: String

    /// With the indent of two, no line of an excerpt is over 80 columns.
    private static let room = 78

    init(of span: Range<Int>, in source: SourceText) {
        let caret = source.lineEndOrScalar(at: span.lowerBound)
        let start = source.goBack(from: caret, scalars: Excerpt.room + 1)
        let end = source.goOn(from: caret, scalars: Excerpt.room + 1)
        let left = shown(source.text(start..<caret))
        let right = shown(source.text(caret..<end))
        var marked = shown(source.text(caret..<max(caret, min(span.upperBound, end)))).count

        // The side with the fault gets at least half of the room.
        let rightShare = max(Excerpt.room - left.count, Excerpt.room / 2)
        let keptRight = min(right.count, rightShare)
        let keptLeft = min(left.count, Excerpt.room - keptRight)
        var cells: [Unicode.Scalar] = []
        if keptLeft < left.count {
            cells = ["…"] + left.suffix(keptLeft - 1)
        } else {
            cells = left
        }
        let indent = cells.count
        if keptRight < right.count {
            cells += right.prefix(keptRight - 1) + ["…"]
        } else {
            cells += right
        }
        marked = max(1, min(marked, keptRight))
        var line = String.UnicodeScalarView()
        line.append(contentsOf: cells)
        self.line = String(line)
        self.underline =
            String(repeating: " ", count: indent) + "^" + String(repeating: "~", count: marked - 1)
    }
}

/// What a text looks like, scalar by scalar, each one column wide.
private func shown(_ text: String) -> [Unicode.Scalar] {
    var scalars: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars {
        if scalar == "\t" {
            scalars.append(" ")
        } else if scalar.isDeceptive {
            scalars.append(contentsOf: scalar.escaped.unicodeScalars)
        } else {
            scalars.append(scalar)
        }
    }
    return scalars
}

extension SourceText {
    /// The start of the scalar at an offset, or of the whole line end if it is within `\r\n`.
    fileprivate func lineEndOrScalar(at offset: Int) -> Int {
        let start = startOfScalar(at: offset)
        let isWithin =
            start > 0 && start < bytes.count && bytes[start] == 0x0A && bytes[start - 1] == 0x0D
        return isWithin ? start - 1 : start
    }

    /// The offset some scalars before another, but on the same line.
    fileprivate func goBack(from offset: Int, scalars: Int) -> Int {
        var offset = offset
        var left = scalars
        while left > 0, offset > 0, !bytes[offset - 1].endsLine {
            offset -= 1
            while offset > 0, bytes[offset].continuesScalar { offset -= 1 }
            left -= 1
        }
        return offset
    }

    /// The offset some scalars after another, but on the same line.
    fileprivate func goOn(from offset: Int, scalars: Int) -> Int {
        var offset = offset
        var left = scalars
        while left > 0, offset < bytes.count, !bytes[offset].endsLine {
            offset += 1
            while offset < bytes.count, bytes[offset].continuesScalar { offset += 1 }
            left -= 1
        }
        return offset
    }
}

extension UInt8 {
    fileprivate var endsLine: Bool { self == 0x0A || self == 0x0D }
}
