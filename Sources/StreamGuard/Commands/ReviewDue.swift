import Checklist

/// `review --due`: what of one record or several is past its date.
struct ReviewDue {
    private let invocation: Invocation
    private let console: Console

    /// What goes with it besides the options of every command with a record.
    private static let options: [Option] = [.dueNow, .reviewFormat]

    init(_ invocation: Invocation, _ console: Console) throws(Refusal) {
        self.invocation = invocation
        self.console = console
        let takes = ReviewDue.options + RecordDesk.options
        for option in invocation.command.options
        where invocation.has(option) && !takes.contains(where: { $0 === option }) {
            throw Refusal(
                "`\(Option.dueNow.typed)` and `\(option.typed)` do not go together",
                hint: "what is due does not depend on the days of a review"
            )
        }
        let format = invocation.value(.reviewFormat)
        if let format, format != "text", format != "json" {
            throw Refusal("what is due is shown as `text` or `json`, not as \(format.quoted)")
        }
    }

    func run() throws(Refusal) -> ExitCode {
        var paths = invocation.operands
        if paths.isEmpty {
            do throws(JournalError) {
                paths = [try Workspace.place(invocation.value(.store), console)]
            } catch {
                throw error.refusal
            }
        }
        var worst = ExitCode.yes
        var lists: [JSON] = []
        for (number, path) in paths.enumerated() {
            do throws(ReviewFailure) {
                let record = try ReviewDesk(path, number: number, invocation, console)
                if record.workspace.isTrial {
                    console.say("\(Workspace.trialMark): \(record.path)")
                }
                let (desk, list) = try ReviewDue.list(record)
                if !list.items.isEmpty, worst == .yes { worst = .no }
                if invocation.value(.reviewFormat) == "json" {
                    lists.append(DisposalJSON.json(list, record: record.path))
                } else {
                    say(list, desk, paths.count > 1 ? record.path : nil, isFirst: number == 0)
                }
            } catch {
                console.complain(error.refusal)
                worst = error.isPermission ? .notPermitted : .noAnswer
            }
        }
        if invocation.value(.reviewFormat) == "json" {
            console.output.write(JSON.object([("records", .array(lists))]).pretty() + "\n")
        }
        return worst
    }

    private static func list(
        _ record: ReviewDesk
    ) throws(ReviewFailure) -> (DisposalDesk, DueList) {
        let desk: DisposalDesk
        do throws(JournalError) {
            desk = try DisposalDesk(record.desk)
        } catch {
            throw error.cause == .notPermitted
                ? ReviewFailure(permission: error.refusal) : ReviewFailure(unread: error.refusal)
        }
        do throws(Refusal) {
            return (desk, try desk.due())
        } catch {
            throw ReviewFailure(unread: error)
        }
    }

    private func say(_ list: DueList, _ desk: DisposalDesk, _ path: String?, isFirst: Bool) {
        let output = console.output
        var page = Page(width: output.width, colour: output.colour)
        if !isFirst { output.write("\n") }
        if let path { page.paragraph(path, ink: .bold) }
        output.write(page.text)
        output.write(
            DueText.text(list, desk.retention, width: output.width, colour: output.colour)
        )
    }
}
