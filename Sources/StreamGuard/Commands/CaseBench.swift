import Checklist

/// Reads files of test cases with everything that they are run against.
struct CaseBench {
    private let console: Console
    private let shipped: ShippedFiles
    /// Checklists and forms that the command line adds.
    private let added: [String]
    private let isRecording: Bool

    init(_ console: Console, _ shipped: ShippedFiles, adding added: [String], isRecording: Bool) {
        self.console = console
        self.shipped = shipped
        self.added = added
        self.isRecording = isRecording
    }

    /// The cases of a file, ready to be run.
    ///
    /// A checklist that stands beside the file comes before one that ships.
    func workbench(_ path: String) throws(Refusal) -> Workbench {
        let document = try Texts.document(path, shownAs: shown(path))
        let folder = Paths.folder(of: path)
        do throws(Diagnostics) {
            let file = try CasesFile(document)
            let setting: TestSetting
            do throws(Refusal) {
                setting = try self.setting(for: file, document, in: folder)
            } catch {
                throw error.problems
                    ?? Diagnostics([problem(error.message, file.checklistSpan, document)])
            }
            return try Workbench(file, setting, isRecording: isRecording)
        } catch {
            throw .notTested(path, error)
        }
    }

    private func setting(
        for file: CasesFile,
        _ document: Document,
        in folder: String
    ) throws(Refusal) -> TestSetting {
        let beside = Paths.joined(folder, "\(file.checklist).checklist.json")
        let own = isPlainName(file.checklist) && FileReader.exists(beside) ? [beside] : []
        var library = try Library(shipped, adding: own + added)
        guard library.ids.contains(file.checklist),
            let checklist = try library.checklist(file.checklist)
        else {
            let problem = Diagnostic.noChecklist(file, among: library.ids)
            throw Refusal(problem.message, problems: Diagnostics([problem]))
        }
        let form = try library.form("school")
        let rulebook = try library.rulebook([file.checklist])
        let (documents, problems) = documents(file, document, in: folder)
        return TestSetting(
            rulebook: rulebook,
            checklist: checklist,
            documents: documents,
            problems: problems,
            zones: .iana()
        ) { documents in
            documents["school"].map { School($0, form: form).timeZone } ?? "UTC"
        }
    }

    /// The documents that the cases name, and why some of them could not be read.
    private func documents(
        _ file: CasesFile,
        _ document: Document,
        in folder: String
    ) -> ([(path: String, document: Document)], [Diagnostic]) {
        var documents: [(path: String, document: Document)] = []
        var problems: [Diagnostic] = []
        for (path, span) in file.paths {
            guard isBelow(path) else {
                let message = "\(path.quotedPath) does not lie below the file of cases"
                problems.append(problem(message, span, document))
                continue
            }
            let full = Paths.joined(folder, path)
            do throws(Refusal) {
                documents.append((path, try Texts.document(full, shownAs: shown(full))))
            } catch {
                problems += error.problems?.all ?? [problem(error.message, span, document)]
            }
        }
        return (documents, problems)
    }

    private func problem(
        _ message: String,
        _ span: Range<Int>,
        _ document: Document
    ) -> Diagnostic {
        Diagnostic(message: message, source: document.source, span: span)
    }

    private func shown(_ path: String) -> String {
        Paths.shown(path, from: console.workingFolder)
    }

    private func isPlainName(_ text: String) -> Bool {
        !text.utf8.contains { $0 == UInt8(ascii: "/") || $0 < 0x20 } && text.utf8.count <= 64
    }

    private func isBelow(_ path: String) -> Bool {
        let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        return parts.allSatisfy { !$0.isEmpty && !$0.elementsEqual("..".utf8) }
            && !path.utf8.contains { $0 < 0x20 } && path.utf8.count <= 240
    }
}

extension Refusal {
    fileprivate static func notTested(_ path: String, _ problems: Diagnostics) -> Refusal {
        Refusal("\(path.quotedPath) was not run", problems: problems)
    }
}
