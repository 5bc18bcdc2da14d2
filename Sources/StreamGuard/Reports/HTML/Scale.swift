/// A scale from nought to a round number above all that is shown on it.
struct Scale: Equatable {
    /// Round numbers from nought to the highest, at equal distances.
    let ticks: [Int]

    var top: Int { max(ticks.last ?? 1, 1) }

    /// For figures up to `highest`, with at most `count` steps.
    init(upTo highest: Int, steps count: Int = 4) {
        guard highest > 0 else {
            ticks = [0]
            return
        }
        var unit = 1
        while true {
            for step in [1, 2, 5].map({ $0 * unit }) where (highest + step - 1) / step <= count {
                let last = (highest + step - 1) / step
                ticks = (0...last).map { $0 * step }
                return
            }
            unit *= 10
        }
    }
}

/// A number as people read it: "12,345".
func grouped(_ number: Int) -> String {
    let digits = String(abs(number))
    var shown = ""
    for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index).isMultiple(of: 3) { shown += "," }
        shown.append(digit)
    }
    return (number < 0 ? "-" : "") + shown
}
