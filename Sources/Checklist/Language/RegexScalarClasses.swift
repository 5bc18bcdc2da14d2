/// All scalars in a few classes, so that a machine's moves fit into a small table.
struct ScalarClasses {
    /// How many classes there are.
    let count: Int
    private let ascii: [UInt16]
    /// Where each run of scalars of one class begins, and its class.
    private let starts: [UInt32]
    private let classOfRun: [UInt16]
    /// For each set, whether it has the class.
    private let members: [[Bool]]
    private let lineSet: Int

    /// - Parameters:
    ///   - sets: what has to be told apart.
    ///   - lines: the number of the set of line ends; that of words follows it.
    init(_ sets: [ScalarSet], lines: Int) {
        var bounds: Set<UInt32> = [0]
        for set in sets {
            for range in set.ranges {
                bounds.insert(range.lowerBound)
                bounds.insert(range.upperBound + 1)
            }
        }
        bounds.remove(ScalarSet.last + 1)
        let starts = bounds.sorted()
        // Every set splits each class into the part within the set and the rest.
        var classOfRun = [Int](repeating: 0, count: starts.count)
        var sizes = [starts.count]
        var runs: [[Int]] = []
        for set in sets {
            let inside = ScalarClasses.runs(of: set, starts)
            runs.append(inside)
            var sizesInside: [Int: Int] = [:]
            for run in inside { sizesInside[classOfRun[run], default: 0] += 1 }
            var split: [Int: Int] = [:]
            for (old, size) in sizesInside where size < sizes[old] {
                split[old] = sizes.count
                sizes[old] -= size
                sizes.append(size)
            }
            for run in inside {
                if let new = split[classOfRun[run]] { classOfRun[run] = new }
            }
        }
        let count = sizes.count
        var members: [[Bool]] = []
        for inside in runs {
            var has = [Bool](repeating: false, count: count)
            for run in inside { has[classOfRun[run]] = true }
            members.append(has)
        }
        self.count = count
        self.starts = starts
        self.classOfRun = classOfRun.map { UInt16($0) }
        self.members = members
        lineSet = lines
        var ascii: [UInt16] = []
        var run = 0
        for code in UInt32(0)..<128 {
            while run + 1 < starts.count, starts[run + 1] <= code { run += 1 }
            ascii.append(self.classOfRun[run])
        }
        self.ascii = ascii
    }

    /// The runs that lie within a set.
    private static func runs(of set: ScalarSet, _ starts: [UInt32]) -> [Int] {
        var runs: [Int] = []
        for range in set.ranges {
            var run = index(of: range.lowerBound, starts)
            while run < starts.count, starts[run] <= range.upperBound {
                runs.append(run)
                run += 1
            }
        }
        return runs
    }

    /// The last run that begins at a scalar or before it.
    private static func index(of scalar: UInt32, _ starts: [UInt32]) -> Int {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= scalar { low = middle } else { high = middle }
        }
        return low
    }

    func ofASCII(_ byte: UInt8) -> Int { Int(ascii[Int(byte)]) }

    func of(_ scalar: UInt32) -> Int {
        Int(classOfRun[ScalarClasses.index(of: scalar, starts)])
    }

    func has(_ scalarClass: Int, set: Int) -> Bool { members[set][scalarClass] }
    func isNewline(_ scalarClass: Int) -> Bool { members[lineSet][scalarClass] }
    func isWord(_ scalarClass: Int) -> Bool { members[lineSet + 1][scalarClass] }
}
