import Checklist
import Testing

@testable import StreamGuard

/// `streamguard explain` on what ships.
@Suite struct ExplainCommandTests {
    private let example = Paths.joined(
        Shipped.folder,
        "examples/do-not-run-host-alone-and-public-link.plan.json"
    )

    @Test func `a rule in its own words and in generated ones`() throws {
        let run = Shipped.run(["explain", "C04-host-place"])
        #expect(run.status == .yes)
        let rule = run.output.split(separator: "\n\n").last.map { String($0) }
        #expect(
            rule == """
                C04-host-place
                  Says: The host is in a private, suitable place.
                  If not: The host would be in a public place, where strangers can see and hear
                    pupils.
                  To fix: Run the session from school or from a private room.
                  Weight: it must be decided, and must be kept
                  Asked at: plan and start
                  It asks that
                    the answer to ‘Where will the host be?’ is not ‘in a public place, such as a
                      café or a train’
                    `plan.host.place != 'public'`

                """
        )
    }

    @Test func `an item shows all its rules`() throws {
        let item = Shipped.run(["explain", "C05"])
        #expect(item.output.hasPrefix("C05  "))
        #expect(item.output.contains("\nC05-tested\n"))
        #expect(item.output.contains("\nC05-not-public\n"))
        #expect(item.output.contains("  Source: Twenty Safeguarding Considerations"))
    }

    @Test func `every rule that ships can be put into words`() throws {
        for checklist in try Shipped.rulebook().checklists {
            for item in checklist.items {
                let run = Shipped.run(["explain", item.id])
                #expect(run.status == .yes)
                #expect(!run.output.contains("  ‹›"), "\(item.id)")
            }
        }
    }

    @Test func `with a plan it says why and what would change it`() throws {
        let run = Shipped.run(["explain", "C05-not-public", example])
        #expect(
            run.output == """
                C05-not-public  NOT MET
                  The link let somebody straight in without a sign-in. Anybody in the world
                  could join pupils.
                  To fix: Turn on the lobby or limit the session to school accounts, make a new
                    link and test it.
                  Asked at: plan
                  It applies when
                    * online && linkTested: yes
                      * online: yes
                        * plan.mode != 'phone': yes
                          * plan.mode: video
                      * linkTested: yes
                        * plan.link.result in ['sign-in', 'lobby', 'open']: yes
                          * plan.link.result: open
                  It asks that
                    * plan.link.result != 'open': no
                      * plan.link.result: open
                  A star marks what the result hangs on.
                  These answers and the form's defaults settle it
                    ‘What happened when the link was opened in a private browser window, not
                      signed in?’ ‘open’ (it let a stranger straight in) (plan.link.result)
                  What would change it
                    Answer ‘phone’ (a telephone call) to ‘What kind of session is it?’
                      (plan.mode) and this does not apply.
                    Answer ‘sign-in’ (it asked for a sign-in) or ‘lobby’ (it stopped in a lobby,
                      waiting to be let in) to ‘What happened when the link was opened in a
                      private browser window, not signed in?’ (plan.link.result) and this
                      passes.
                    Answer ‘changed’ (it was tested, but the link has changed since) or
                      ‘not-tested’ (nobody has tried it yet) to ‘What happened when the link was
                      opened in a private browser window, not signed in?’ (plan.link.result) and
                      this does not apply.

                """
        )
        #expect(run.status == .yes)
    }

    @Test func `every rule can be explained over every example`() throws {
        let ids = try Shipped.rulebook().checklists.flatMap { $0.items }.map { $0.id }
        for id in ids where id.hasSuffix("1") {
            let run = Shipped.run(["explain", id, example, "--format", "json"])
            #expect(run.status == .yes, "\(id): \(run.errors)")
            let json = try Document(parsing: SourceText(name: "output", text: run.output))
            #expect(json.root.member("rules")?.elements.isEmpty == false)
        }
    }

    @Test func `an id that is not there gets a suggestion`() throws {
        let run = Shipped.run(["explain", "C04-hots-place"])
        #expect(
            run.errors == """
                streamguard: error: there is no rule or item `C04-hots-place`
                hint: did you mean `C04-host-place`?

                """
        )
        #expect(run.status == .noAnswer)
        #expect(
            Shipped.run(["explain", "C04-h"]).errors.contains("did you mean `C04-host-place`?")
        )
    }
}
