"""The log of one lesson: entries that tell of what was decided, in about twenty lines."""
from . import times
from .chain import Chain, canonical
from .words import FACTS, NOTES

MINUTE = times.MINUTE


class Log:
    """Writes the entries of a lesson in the order of the clock."""

    def __init__(self, lesson, sid, previous, opened, facts, texts, target, rng, notes=True):
        self.lesson, self.rng, self.events = lesson, rng, []
        self.chain = Chain(sid, previous, rng)
        self.heads, self.places, self.people = [], {}, {}
        # What was written after the log had been closed, and the last entry that tells anything.
        self.after_close = self.told = 0
        self.about_staff = set()
        self.host, self.second = lesson.school[lesson.host], lesson.school[lesson.second]
        self.chain.add("genesis", opened, self.host, facts, texts)
        if lesson.log != "missing":
            self.tell()
            self.fill(target)
            self.write()

    def event(self, at, what, facts=None, texts=None, kind="event", key=None, of=None, who=None, occurred=None):
        facts = {"what": what, **(facts or {})}
        if occurred is not None:
            facts["occurred"] = times.instant(occurred)
        self.events.append((at, len(self.events), kind, who or self.host, facts, texts, key, of))

    def tell(self):
        lesson, begins = self.lesson, self.lesson.begins
        self.event(begins + 31, "start", occurred=begins)
        if lesson.left == "started":
            return
        self.join(begins + 34, lesson.host, "host", occurred=begins)
        if lesson.second_fate == "there":
            self.join(begins + 37, lesson.second, "second", occurred=begins)
        if lesson.goes_out:
            self.leave(begins + 10 * MINUTE, lesson.second, is_staff=True)
            self.join(begins + 16 * MINUTE, lesson.second, "second")
        yes = {"understand": True, "safe": True, "reliable": True, "worthwhile": True}
        self.event(begins + 40, "confirmed", {"who": lesson.host, **yes}, occurred=begins)
        self.event(begins + 43, "told", {"who": "head"}, occurred=begins)
        self.event(begins + 46, "chat", {"mode": "moderated"}, occurred=begins)
        self.event(begins + 49, "answers", {"answers": ["linkChanged=false", "rulesRead=true"]}, occurred=begins)
        for number, pupil in enumerate(lesson.came):
            self.join(begins + 70_000 + number * 1700, pupil, "pupil", is_staff=False)
        for number in range(lesson.visitors):
            self.join(begins + 95_000 + number * 900, f"guest-{number + 1}", "adult", is_staff=False)
        for number in range(lesson.unknown):
            self.join(begins + 98_000, f"nobody-knows-{number}", "unknown", is_staff=False, is_planned=False)
        if lesson.extra:
            self.join(begins + 99_000, "deputy-head" if lesson.host != "deputy-head" and lesson.second != "deputy-head" else "online-safety", "staff", is_planned=False)
        if lesson.is_recorded:
            self.event(begins + 3 * MINUTE + 250, "recording", {"mode": "on"})
            self.event(begins + 8 * MINUTE, "recording", {"mode": "off"})
        self.tell_spells()
        for number, incident in enumerate(lesson.incidents):
            self.tell_incident(number, incident)
        if lesson.late:
            self.event(begins + 12 * MINUTE, "note", texts={"note": "this was ten minutes ago"}, occurred=begins + 2 * MINUTE)
        if lesson.corrected:
            self.event(begins + 4 * MINUTE, "chat", {"mode": "on"}, key="chat")
            self.event(begins + 4 * MINUTE + 20_000, "chat", {"mode": "moderated"}, {"because": "typed the wrong word"}, "correct", of="chat", occurred=begins + 4 * MINUTE)
        if lesson.step:
            self.event(begins + 9 * MINUTE, "note", texts={"note": "the clock is right now"}, key="step")
        if lesson.has_ended:
            self.event(lesson.finishes, "end")
        if lesson.log in ("closed", "closed-late"):
            self.event(lesson.closes, "close", {"wentwrong": "something" if lesson.incidents else "nothing"}, kind="close")
        if lesson.after_close:
            self.event(lesson.closes + 2 * MINUTE, "note", texts={"note": "forgot to say this"}, occurred=lesson.begins + 15 * MINUTE)

    def join(self, at, id, role, is_staff=True, is_planned=True, occurred=None):
        facts = {"role": role}
        if not is_planned:
            facts["unplanned"] = True
        if is_staff:
            facts["who"] = id
        self.number(facts, id, is_staff)
        self.event(at, "join", facts, None if is_staff else {"who": id}, "join", occurred=occurred)

    def leave(self, at, id, is_staff=False):
        facts = {"who": id} if is_staff else {}
        self.number(facts, id, is_staff)
        self.event(at, "leave", facts, None if is_staff else {"who": id}, "leave")

    def number(self, facts, id, is_staff):
        """Tells those apart whose ids may be erased."""
        if self.lesson.is_new and not is_staff:
            facts["person"] = self.people.setdefault(id, len(self.people) + 1)

    def tell_spells(self):
        begins = self.lesson.begins
        for rule, item, moment, since, minutes in self.lesson.spells:
            facts = {"rule": rule, "item": item, "moment": moment, "since": times.instant(begins + since)}
            self.event(begins + since + 60, "deviation", facts)
            if minutes is not None:
                until = begins + since + minutes * MINUTE
                self.event(until + 60, "deviation-over", {**facts, "until": times.instant(until)})
        for rule, item, moment, since in self.lesson.void_spells:
            facts = {"rule": rule, "item": item, "moment": moment, "since": times.instant(begins + since)}
            self.event(begins + since + 60, "deviation", facts)
            self.event(begins + since + 2 * MINUTE, "deviation-over", {**facts, "until": facts["since"]})

    def tell_incident(self, number, incident):
        texts = {"tell": canonical([[people, instead] for people, instead in incident.routes])}
        if self.rng.randrange(4):
            texts["facts"] = self.rng.choice(FACTS)
        if incident.about == "staff":
            texts["who"] = "assistant-4"
        facts, key = {"category": incident.category, "about": incident.about}, f"incident-{number}"
        left = max(1, len(incident.routes))
        if self.lesson.is_new:
            facts["waiting"] = left
        at = incident.at + incident.late * MINUTE
        self.event(at, "incident", facts, texts, "incident", key=key, occurred=incident.at if incident.late else None)
        if incident.corrected:
            texts = {**texts, "because": "the words were wrong"}
            self.event(at + 30_000, "incident", facts, texts, "correct", of=key, occurred=incident.at)
        for minutes, who in incident.told:
            left -= 1
            more = {"waiting": left} if self.lesson.is_new else {}
            self.event(incident.at + minutes * MINUTE + 500, "handed-over", {"to": who, **more}, of=key)

    def is_about_staff(self, facts, key, of):
        """Of such entries no count tells; a hand-over is known by the key of its incident."""
        if facts.get("about") == "staff" and key is not None:
            self.about_staff.add(key)
        return facts.get("about") == "staff" or of in self.about_staff

    def fill(self, target):
        """Comings, goings and notes until there are as many entries as wanted."""
        lesson, draw = self.lesson, self.rng.randrange
        if not lesson.is_told:
            return
        room = lesson.minutes * MINUTE - 3 * MINUTE
        if lesson.harm:
            self.event(lesson.begins + 7 * MINUTE, "note", texts={"note": "nobody should change this"}, key="harmed")
        missing = target - 1 - len(self.events) - lesson.torn - lesson.segment
        pupils = list(lesson.came)
        while missing > 0:
            at = lesson.begins + 2 * MINUTE + draw(room)
            if missing > 1 and pupils and lesson.second_fate == "there" and not lesson.goes_out:
                pupil = pupils.pop()
                self.leave(at, pupil)
                self.join(at + 20_000, pupil, "pupil", is_staff=False)
                missing -= 2
            else:
                is_there = lesson.second_fate == "there" and not lesson.goes_out
                who = self.second if is_there and draw(3) == 0 else self.host
                self.event(at, "note", texts={"note": self.rng.choice(NOTES)}, who=who)
                missing -= 1

    def spoil(self, harm, lines):
        """What somebody does to the file who wants one note to be another, or gone."""
        place = next(number for number, line in enumerate(lines) if b"nobody should change this" in line)
        line = lines[place]
        if harm == "altered":
            line = line.replace(b"nobody should", b"anybody could")
        elif harm == "flipped":
            line = line.replace(b'"what":"note"', b'"what":"nope"')
        else:
            line = line[: line.index(b',"open":')] + b"}\n"
        lines[place] = line

    def write(self):
        lesson, chain = self.lesson, self.chain
        step, torn, segment = lesson.step, lesson.torn, lesson.segment
        for number, (at, _, kind, who, facts, texts, key, of) in enumerate(sorted(self.events, key=lambda one: one[:2])):
            at = max(at, chain.at + 1)
            if of is not None:
                facts["of"] = self.places[of]
            if chain.closed and kind not in ("incident", "correct"):
                kind = "late"
            is_known = not facts["what"].startswith("deviation") and not self.is_about_staff(facts, key, of)
            self.after_close += chain.closed and is_known
            if number > 8 and torn:
                chain.tear(at - 40_001, who, self.rng.random())
                torn = False
            elif number > 8 and segment:
                chain.go_on(at - 1, who)
                segment = False
            if key == "step":
                # Somebody set the clock: from here on it shows another time than it would have.
                at += min(step, 0)
                who.computer.started += step
            seq = self.told = chain.add(kind, at, who, facts, texts, step=key == "step")
            if key is not None:
                self.places[key] = seq
            head = {"incident": "incident-head", "close": "session-close"}.get(kind)
            if head or chain.closed:
                self.heads.append((at + 2, head or "session-head", who, seq, chain.hashes[seq]))
        if lesson.harm in ("altered", "flipped", "withheld"):
            self.spoil(lesson.harm, chain.lines)
        assert not (torn or segment), "there was no place for it"
