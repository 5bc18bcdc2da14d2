import Checklist

extension Command {
    static let lint = Command(
        name: "lint",
        summary: "look over checklists and forms",
        about: "Finds what the author of a checklist will hardly have meant: conditions that are "
            + "always or never true, rules that can never be settled or that fail for some "
            + "answers, fields and names that nothing uses, messages that are not sentences. Of "
            + "routes for incidents, and of those in a school's profile, names that lead nowhere. "
            + "Exit status 0 means that nothing was found, 1 that something was, 2 that a file "
            + "cannot be used at all.",
        operands: Operands(
            name: "FILE",
            count: 0...Int.max,
            help:
                "A checklist, a form, routes, or a folder of them; everything that ships if not given."
        ),
        options: [.lintFormat],
        examples: [
            ("streamguard lint", "Look over what ships with the program."),
            ("streamguard lint our.checklist.json", "Look over one's own checklist."),
            ("streamguard lint ours/ --format sarif", "The same for a code-hosting site."),
        ]
    ) { (invocation, console) throws(Refusal) in
        let format = invocation.value(.lintFormat) ?? "text"
        let shipped = try ShippedFiles(console)
        let report: LintReport
        do throws(Refusal) {
            report = try LintReport(try LintFiles(invocation.operands, shipped))
        } catch {
            guard let problems = error.problems, format != "text" else { throw error }
            console.output.write(LintReport(problems).text(as: format))
            return .noAnswer
        }
        console.output.write(report.text(as: format))
        return report.findings.isEmpty ? .yes : .no
    }
}

extension LintReport {
    /// Looks over what was gathered.
    fileprivate init(_ files: LintFiles) throws(Refusal) {
        do throws(Diagnostics) {
            let rulebook = try Rulebook(forms: files.forms, checklists: files.checklists)
            let routes = try Self.routes(files, rulebook)
            try Self.requireSound(files.schools, rulebook)
            let findings =
                rulebook.lint(
                    forms: files.forms,
                    checklists: files.checklists,
                    readByHost: LintReport.readByProgram
                )
                + files.schools.flatMap { school in
                    routes.last.map { SchoolRoutesCheck(school, beside: $0).problems() } ?? []
                }.map { LintFinding(code: .unknownName, problem: $0) }
            self.init(
                findings: findings.filter { files.names.contains($0.problem.source.name) },
                files: files.names.count
            )
        } catch {
            throw .cannotBeUsed(error)
        }
    }

    private static func routes(
        _ files: LintFiles,
        _ rulebook: Rulebook
    ) throws(Diagnostics) -> [Routes] {
        var problems: [Diagnostic] = []
        var sound: [Routes] = []
        for document in files.routes {
            do throws(Diagnostics) {
                sound.append(try Routes(document, rulebook))
            } catch {
                problems += error.all
            }
        }
        if !problems.isEmpty { throw Diagnostics(problems) }
        return sound
    }

    private static func requireSound(
        _ schools: [Document],
        _ rulebook: Rulebook
    ) throws(Diagnostics) {
        var problems: [Diagnostic] = []
        for document in schools {
            let zone = School(document, form: nil).timeZone
            do throws(Diagnostics) {
                _ = try rulebook.answers(
                    ["school": document],
                    zone: zone,
                    zones: .iana(knowing: zone)
                )
            } catch {
                problems += error.all
            }
        }
        if !problems.isEmpty { throw Diagnostics(problems) }
    }

    /// What the program itself reads or writes, whatever the checklists ask: who somebody is, what
    /// reports show, whom an incident goes to, and when somebody joined.
    private static let readByProgram = [
        "school.id", "school.name", "school.timeZone", "school.checklists",
        "school.people.login", "school.routes.firstContact", "school.routes.tell",
        "school.closures", "school.retention", "plan.id", "plan.title", "plan.start", "plan.end",
        "live.present.joinedAt", "routes.version", "routes.documents", "routes.bodies",
        "routes.roles", "routes.categories",
    ]
}

extension Refusal {
    fileprivate static func cannotBeUsed(_ problems: Diagnostics) -> Refusal {
        Refusal("these files have errors, so they were not looked over", problems: problems)
    }
}
