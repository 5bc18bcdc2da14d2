import Checklist

/// The files of test cases that the words of a command line stand for, in order.
struct CaseFiles {
    private(set) var paths: [String] = []
    /// What could not be looked into, or has no cases.
    private(set) var refused: [(name: String, why: Refusal)] = []

    static let suffix = ".cases.json"
    private static let checklistSuffix = ".checklist.json"

    /// Without a word, the cases of the checklists that ship.
    init(_ operands: [String], shipped: ShippedFiles) throws(Refusal) {
        if operands.isEmpty {
            paths = try Folder.list(shipped.folder, endingIn: CaseFiles.suffix)
            if paths.isEmpty { throw .noCases(in: shipped.folder) }
        }
        for operand in operands {
            do throws(Refusal) {
                try add(operand)
            } catch {
                refused.append((operand, error))
            }
        }
    }

    private mutating func add(_ operand: String) throws(Refusal) {
        if try FileReader.kind(of: operand) == .folder {
            let (found, unreadable) = Folder.files(in: operand, endingIn: CaseFiles.suffix)
            refused += unreadable.map { (operand, $0) }
            if found.isEmpty, unreadable.isEmpty { throw .noCases(in: operand) }
            for path in found { add(path: path) }
        } else if operand.hasSuffix(CaseFiles.checklistSuffix) {
            let path = operand.dropLast(CaseFiles.checklistSuffix.count) + CaseFiles.suffix
            guard FileReader.exists(String(path)) else { throw .noCases(beside: operand) }
            add(path: String(path))
        } else {
            add(path: operand)
        }
    }

    private mutating func add(path: String) {
        if !paths.contains(path) { paths.append(path) }
    }
}

extension Refusal {
    fileprivate static func noCases(in folder: String) -> Refusal {
        Refusal(
            "\(folder.quotedPath) holds no test cases",
            hint: "the name of a file of cases ends in `.cases.json`"
        )
    }

    fileprivate static func noCases(beside checklist: String) -> Refusal {
        Refusal(
            "there are no test cases beside \(checklist.quotedPath)",
            hint: "they stand in a file of the same name that ends in `.cases.json`"
        )
    }
}
