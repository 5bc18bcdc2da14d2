"""What people of a made-up school might type, and what may go wrong."""

NOTES = ["camera froze for a moment", "sound is back", "two pupils share a screen", "break of five minutes",
         "slides did not load at first", "started on fractions", "quiz went well", "a pupil's dog barked",
         "we read the rules together", "the caf\u00e9 scene was too long", "ran out of time for question 5"]
FACTS = ["A picture came up that does not belong there.", "Left suddenly and did not come back.",
         "The sound failed for everybody.", "Somebody spoke over the host again and again.",
         "A message was typed and taken back.", "An adult nobody knew was in view."]
TITLES = ["Maths: fractions", "Reading together", "Science: seeds", "History: the harbour", "Spelling",
          "Art: colours of winter", "French: the market", "Tutor time"]
# Rule and item: what may be broken from the start, and while a session runs.
AT_START = [("C01-checked-at-start", "C01"), ("C09-colleague-told", "C09"), ("C18-read", "C18"),
            ("C15-lead-reachable-now", "C15"), ("C19-go-ahead", "C19"), ("C06-settings-as-checked", "C06")]
DURING = [("C04-nothing-seen", "C04"), ("C05-link-unchanged", "C05"), ("C08-no-pupil-stream", "C08"),
          ("C12-as-planned", "C12"), ("C12-staff-there", "C12"), ("C16-nobody-records", "C16"),
          ("C09-no-strangers", "C09"), ("X99-rule-of-before", "X99")]
SECOND, GROUP, RECORDED = ("C09-second-there", "C09"), ("C13-stays-a-group", "C13"), ("C16-decided", "C16")
# Of a category: who has to be told, each of them or whoever stands in.
ROUTES = {
    "welfare": [(["safeguarding"], ["safeguarding-2", "head"])],
    "image": [(["safeguarding"], ["safeguarding-2", "head"])],
    "bullying": [(["online-safety"], ["safeguarding"])],
    "message": [(["online-safety"], ["safeguarding-2"]), (["safeguarding"], ["head"])],
    "uninvited": [(["safeguarding"], ["safeguarding-2"]), (["network"], ["online-safety"])],
    "content": [(["online-safety"], ["safeguarding"]), (["network"], [])],
    "conduct": [(["online-safety"], ["safeguarding"])],
    "data": [(["data-officer"], ["chair"]), (["head"], [])],
    "accident": [(["safeguarding"], ["safeguarding-2"]), (["head", "deputy-head"], [])],
    "technical": [(["network"], ["online-safety"])],
    "other": [(["online-safety"], ["safeguarding"])],
    "staff": [(["head"], ["chair"])],
}
