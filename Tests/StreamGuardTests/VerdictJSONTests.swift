import Testing

@testable import Checklist
@testable import StreamGuard

@Suite struct VerdictObjects {
    @Test func ofOnePlan() throws {
        let report = try MadeUp.report(
            .doNotRun,
            findings: [
                MadeUp.finding(
                    "C01-accounts",
                    "School accounts only",
                    .notMet,
                    why: "Not so.",
                    fix: "Do.",
                    values: [("plan.a", .bool(false)), ("plan.a", .bool(false))]
                )
            ],
            questions: [
                MadeUp.question(
                    "plan.b",
                    "B?",
                    settles: 2,
                    choices: [Choice(value: "x", means: "an x")]
                )
            ]
        )
        #expect(
            VerdictJSON.json(report).pretty() == """
                {
                  "at": "2026-11-22T09:00:00Z",
                  "checklists": [
                    {
                      "id": "livestream-twenty",
                      "title": "Livestream: twenty points",
                      "version": "1.0.0"
                    }
                  ],
                  "decision": "do-not-run",
                  "findings": [
                    {
                      "asked": [
                        "plan",
                        "start"
                      ],
                      "checklist": "livestream-twenty",
                      "fix": "Do.",
                      "item": "C01",
                      "itemTitle": "School accounts only",
                      "level": "must",
                      "needs": [],
                      "omittedValues": 0,
                      "rule": "C01-accounts",
                      "says": "The rule is kept.",
                      "source": "Twenty safeguarding considerations (LGfL DigiSafe), no. 1",
                      "sources": [
                        {
                          "certainty": "verified",
                          "number": "1",
                          "publisher": "LGfL DigiSafe",
                          "rows": [],
                          "title": "Twenty safeguarding considerations"
                        }
                      ],
                      "status": "not-met",
                      "values": {
                        "plan.a": false
                      },
                      "why": "Not so."
                    }
                  ],
                  "moment": "plan",
                  "plan": {
                    "digest": "d16e57",
                    "file": "plans/fractions.plan.json",
                    "id": "fractions",
                    "title": "Year 5 fractions",
                    "understood": {
                      "end": "2026-11-24T10:15:00+00:00",
                      "start": "2026-11-24T09:30:00+00:00"
                    }
                  },
                  "questions": [
                    {
                      "ask": "B?",
                      "choices": [
                        {
                          "means": "an x",
                          "value": "x"
                        }
                      ],
                      "form": "plan",
                      "holdsBack": true,
                      "path": "plan.b",
                      "settles": 2
                    }
                  ],
                  "school": {
                    "id": "harbour-lane",
                    "name": "Harbour Lane Primary",
                    "timeZone": "Europe/London"
                  }
                }
                """
        )
    }
}
