/// The candidate that was probably meant by a mistyped word, or nil if none is near enough.
///
/// Near is at most a third of the word away, counting a letter put in, left out, changed or
/// swapped with its neighbour as one step and a change of ASCII case as none. Words over 64
/// scalars are never near anything, which bounds the work.
public func nearest(to word: String, among candidates: [String]) -> String? {
    guard let letters = folded(word) else { return nil }
    var best: (candidate: String, distance: Int)?
    for candidate in candidates {
        guard let other = folded(candidate) else { continue }
        let allowed = min(max(letters.count, other.count, 3) / 3, (best?.distance ?? 64) - 1)
        guard abs(letters.count - other.count) <= allowed else { continue }
        let distance = editDistance(letters, other)
        if distance <= allowed { best = (candidate, distance) }
    }
    return best?.candidate
}

/// The scalars of a word in ASCII lower case, or nil if it is empty or too long.
private func folded(_ word: String) -> [UInt32]? {
    var scalars: [UInt32] = []
    for scalar in word.unicodeScalars {
        guard scalars.count < 64 else { return nil }
        let isUpper = scalar.value >= 0x41 && scalar.value <= 0x5A
        scalars.append(isUpper ? scalar.value + 0x20 : scalar.value)
    }
    return scalars.isEmpty ? nil : scalars
}

/// The Damerau distance in its restricted form: no piece is edited twice.
private func editDistance(_ from: [UInt32], _ to: [UInt32]) -> Int {
    var beforeLast = Array(repeating: 0, count: to.count + 1)
    var last = Array(0...to.count)
    for row in 1...from.count {
        var current = [row]
        for column in 1...to.count {
            let isSame = from[row - 1] == to[column - 1]
            var steps = last[column - 1] + (isSame ? 0 : 1)
            steps = min(steps, last[column] + 1, current[column - 1] + 1)
            if row > 1, column > 1, from[row - 1] == to[column - 2], from[row - 2] == to[column - 1]
            {
                steps = min(steps, beforeLast[column - 2] + 1)
            }
            current.append(steps)
        }
        (beforeLast, last) = (last, current)
    }
    return last[to.count]
}
