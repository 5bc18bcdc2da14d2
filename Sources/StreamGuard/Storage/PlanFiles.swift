import Checklist

/// A plan that somebody pointed at: a file, or standard input.
struct PlanFile {
    /// As people know it.
    let name: String
    /// Nothing for standard input.
    let path: String?
}

/// The plans that the words of a command line stand for, in order.
struct PlanFiles {
    private(set) var plans: [PlanFile] = []
    private var paths: Set<String> = []
    /// What could not be looked into, or holds no plan.
    private(set) var refused: [(plan: String, why: Refusal)] = []

    init(_ operands: [String]) {
        for operand in operands {
            do throws(Refusal) {
                try add(operand)
            } catch {
                refused.append((operand, error))
            }
        }
    }

    private mutating func add(_ operand: String) throws(Refusal) {
        if operand == "-" {
            if plans.contains(where: { $0.path == nil }) { throw .standardInputTwice }
            plans.append(PlanFile(name: "standard input", path: nil))
        } else if try FileReader.kind(of: operand) == .folder {
            let (found, unreadable) = Folder.files(in: operand, endingIn: ".plan.json")
            refused += unreadable.map { (operand, $0) }
            if found.isEmpty, unreadable.isEmpty { throw .noPlans(operand) }
            for path in found { add(path: path) }
        } else {
            add(path: operand)
        }
    }

    /// A file that is named twice, by itself and by its folder, is judged once.
    private mutating func add(path: String) {
        if paths.insert(path).inserted { plans.append(PlanFile(name: path, path: path)) }
    }
}

extension Refusal {
    fileprivate static let standardInputTwice = Refusal("`-` is given twice")

    fileprivate static func noPlans(_ folder: String) -> Refusal {
        Refusal(
            "\(folder.quotedPath) holds no plan",
            hint: "a plan's name ends in `.plan.json`"
        )
    }
}
