"""What is decided of one lesson before a word of it is written."""
from . import times
from .words import AT_START, DURING, GROUP, RECORDED, ROUTES, SECOND, TITLES

# How often something happens, in a thousand lessons.
FATES = [("approved", 700), ("none", 50), ("stale", 50), ("expired", 50), ("withdrawn", 50), ("declined", 50),
         ("void", 50)]
LOGS = [("closed", 900), ("closed-late", 45), ("never-closed", 35), ("missing", 20)]
INCIDENTS = [(0, 830), (1, 140), (2, 25), (3, 5)]
HANDED = [("all", 640), ("instead", 60), ("part", 120), ("none", 140), ("unnamed-told", 20), ("unnamed", 20)]
VOID = ["host", "author", "second"]
HARMS = ["gone", "altered", "flipped", "withheld"]
REVIEWS = [("none", 880), ("seen", 80), ("chair", 10), ("early", 10), ("host", 5), ("actions", 10), ("done", 5)]
# Each is forced once in the first school, so that the smallest district has it.
FORCED = (
    [{"pupils": 1, "approval": state} for state, _ in FATES]
    + [{"pupils": 1, "approval": "void", "void": who} for who in VOID]
    + [{"pupils": 1, "approval": "approved", "way": way} for way in ("again", "kept", "after-no", "series")]
    + [{"pupils": 1, "approval": "declined", "way": "after-yes"}, {"pupils": 1, "came": 0}]
    + [{"log": state} for state, _ in LOGS] + [{"log": "never-closed", "left": left} for left in ("ended", "running", "started")]
    + [{"handed": [handed]} for handed, _ in HANDED] + [{"handed": ["all", "part", "none"], "about": "staff"}]
    + [{"handed": ["all"], "corrected_incident": True}, {"handed": ["all"], "late_incident": True}]
    + [{"pupils": 4, "alone": True}, {"pupils": 4, "only": True}, {"pupils": 4, "goes_out": True}]
    + [{"second": "absent", "extra": 0}, {"second": "absent", "extra": 1}, {"second": "unplanned", "extra": 0}]
    + [{"pupils": 1, "approval": state, "new": False} for state, _ in FATES] + [{"recording": "unplanned"}]
    + [{"recording": "planned"}, {"recording": "not-made"}, {"recording": "unplanned", "tells": False}]
    + [{"recording": "planned", "tells": False}, {"recording": "planned", "erased": True, "early": True, "tells": True}]
    + [{"recording": "planned", "erased": True, "early": True, "tells": False}]
    + [{"step": 420_000}, {"step": -90_000}, {"torn": True}, {"segment": True}, {"late": True}, {"corrected": True}]
    + [{"void_spell": True}, {"spells": ["start", "during", "during", "twice"]}, {"visitors": 2, "unknown": 1}]
    + [{"handed": ["all"], "review": fate} for fate, _ in REVIEWS] + [{"pupils": 1, "erased": True, "early": True}]
    + [{"harm": harm, "log": "closed"} for harm in HARMS] + [{"moved": True}, {"run_twice": True}, {"title": True}, {"despite": True}, {"after_close": True}]
)


def drawn(rng, weights):
    left = rng.randrange(sum(weight for _, weight in weights))
    for value, weight in weights:
        left -= weight
        if left < 0:
            return value
    raise AssertionError("a weight is missing")


class Incident:
    """What goes wrong, and who is told how soon."""

    def __init__(self, rng, lesson, handed, forced):
        self.category = rng.choice(sorted(ROUTES))
        self.about = forced.get("about") or drawn(rng, [("pupil", 70), ("nobody", 15), ("staff", 8), ("visitor", 4), ("unknown", 3)])
        if self.category == "staff":
            self.about = "staff"
        routes = [(["head"], ["chair"])] if self.about == "staff" else ROUTES[self.category]
        if handed.startswith("unnamed"):
            routes = []
        elif handed == "part":
            routes = routes if len(routes) > 1 else routes + [(["deputy-head"], [])]
        elif handed == "instead" and not routes[0][1]:
            handed = "all"
        self.routes, self.handed = routes, handed
        self.at = lesson.begins + rng.randrange(60, lesson.minutes * 60 - 60) * 1000 + rng.randrange(1000)
        self.late = 0
        if forced.get("late_incident") or rng.randrange(100) < 4:
            self.late = rng.choice([2, 5, 14, 65])
        told = []
        if handed == "unnamed-told":
            told = ["safeguarding"]
        elif handed != "none" and handed != "unnamed":
            for number, (people, instead) in enumerate(routes):
                if handed == "part" and number == len(routes) - 1:
                    break
                told.append(instead[0] if handed == "instead" and number == 0 else people[0])
        # Minutes after it happened: in the lesson, on the same day, on one of the days after.
        soonest = self.late + 1
        self.told = []
        for who in told:
            delay = drawn(rng, [(rng.randrange(soonest, soonest + 8), 60), (rng.randrange(30, 300), 30), (rng.randrange(1440, 4000), 10)])
            self.told.append((max(delay, soonest), who))
        self.told.sort()
        self.waits = handed in ("part", "none", "unnamed")
        self.corrected = bool(forced.get("corrected_incident")) or rng.randrange(100) < 2


class Lesson:
    """One planned lesson, and what becomes of it."""

    def __init__(self, school, options, rng, day, slot, teacher, forced):
        draw = rng.randrange
        self.school, self.day, self.forced = school, day, forced
        self.starts = times.local(day, slot)
        self.minutes = draw(26 if forced else 20, 55)
        # Older versions of the program wrote down less.
        self.is_new = forced.get("new", draw(100) < 75)
        self.ends = self.starts + 60 * times.MINUTE
        self.due = self.ends + 10 * times.HOUR
        self.host, self.author = teacher, teacher
        self.second = rng.choice(school.assistants)
        self.group = rng.choice(sorted(school.groups))
        invited = school.groups[self.group]
        shape = forced.get("pupils") or drawn(rng, [(1, 12), (4, 30), (0, 58)])
        self.pupils = invited if shape == 0 else rng.sample(invited, shape)
        self.by_group = shape == 0
        if shape == 1:
            self.group = f"support-{self.pupils[0]}"
        self.title = rng.choice(TITLES)
        self.plan_id = f"{self.group}-{day.isoformat()}-{draw(36**5):05d}"
        self._decide_approval(rng)
        self._decide_log(options, rng)
        self._decide_people(rng)
        self._decide_spells(rng)
        self._decide_rest(options, rng)

    def _decide_approval(self, rng):
        forced = self.forced
        self.approval, self.way, self.void = "not-needed", "", None
        if len(self.pupils) == 1:
            self.approval = forced.get("approval") or drawn(rng, FATES)
            if self.approval == "approved":
                self.way = forced.get("way", drawn(rng, [("", 60), ("again", 10), ("kept", 10), ("after-no", 10), ("series", 10)]))
            elif self.approval == "declined":
                self.way = forced.get("way", drawn(rng, [("", 2), ("after-yes", 1)]))
            elif self.approval == "void":
                self.void = forced.get("void", rng.choice(VOID))
                if self.void == "host":
                    self.host = "deputy-head"
                elif self.void == "second":
                    self.second = "deputy-head"
                else:
                    self.author = "deputy-head"

    def _decide_log(self, options, rng):
        self.log = self.forced.get("log") or drawn(rng, LOGS)
        self.left = None
        if self.log == "never-closed":
            self.left = self.forced.get("left") or rng.choice(["ended", "running", "started"])
            if self.starts > options.at - 2 * times.DAY:
                # Not closed, and not due yet: its school gives it three days.
                self.log, self.due = "open", self.ends + 4 * times.DAY
        elif self.log == "closed-late" and self.due > options.at - 2 * times.HOUR:
            self.log = "closed"
        self.begins = self.starts + rng.randrange(-180, 360) * 1000
        self.finishes = self.begins + self.minutes * times.MINUTE + rng.randrange(60_000)
        if self.log == "closed-late":
            room = min(2 * times.DAY, options.at - times.HOUR - self.due)
            self.closes = self.due + rng.randrange(times.MINUTE, room)
        else:
            self.closes = self.finishes + rng.randrange(1, 30) * times.MINUTE

    @property
    def is_told(self):
        """Whether the log tells more than that somebody started."""
        return self.log != "missing" and self.left != "started"

    @property
    def has_ended(self):
        return self.log in ("closed", "closed-late") or self.left == "ended"

    def forget(self):
        """Nothing is left of its log."""
        self.log, self.left, self.came, self.spells, self.incidents = "missing", None, [], [], []
        self.visitors = self.unknown = self.step = 0
        self.alone = self.torn = self.late = self.corrected = self.is_recorded = self.after_close = False

    def _decide_people(self, rng):
        forced, draw = self.forced, rng.randrange
        self.came, self.visitors, self.unknown, self.extra = [], 0, 0, 0
        # Whether the second member of staff leaves for a while, and how many pupils are left then.
        self.second_fate, self.goes_out, self.alone = "there", False, False
        if not self.is_told:
            return
        many = len(self.pupils) > 1
        only = many and (forced.get("alone") or forced.get("only") or draw(100) < 3)
        count = 1 if only else min(len(self.pupils), draw(2, 6)) if many else forced.get("came", 1)
        self.came = rng.sample(self.pupils, count)
        self.visitors = forced.get("visitors", drawn(rng, [(0, 95), (1, 4), (2, 1)]))
        self.unknown = forced.get("unknown", drawn(rng, [(0, 99), (1, 1)]))
        self.extra = forced.get("extra", drawn(rng, [(0, 95), (1, 5)]))
        self.second_fate = forced.get("second") or drawn(rng, [("there", 970), ("absent", 20), ("unplanned", 10)])
        if only and self.second_fate != "there":
            self.second_fate = "there"
        if self.second_fate == "there" and self.minutes > 25:
            self.goes_out = bool(forced.get("alone") or forced.get("goes_out")) or draw(100) < 3
        # One pupil and one adult, and nobody had planned it so.
        self.alone = only and self.goes_out
        if self.alone:
            self.visitors = self.unknown = self.extra = 0

    def _decide_spells(self, rng):
        """Each: rule, item, moment, milliseconds after the beginning, whole minutes or none."""
        self.spells, self.void_spells, self.incidents = [], [], []
        forced = self.forced
        if not self.is_told:
            return
        wanted = forced.get("spells") or drawn(rng, [([], 800), (["start"], 60), (["during"], 100), (["during", "during"], 25), (["twice"], 15)])
        fits = max(1, self.minutes // 5)
        for kind in wanted:
            if kind == "start":
                self._broken(rng.choice(AT_START), "start", 0, None)
                continue
            rule = rng.choice(DURING)
            since = rng.randrange(60, self.minutes * 30) * 1000
            self._broken(rule, "during", since, rng.randrange(0, fits) or None)
            if kind == "twice":
                self._broken(rule, "during", since + (fits + 1) * times.MINUTE, rng.randrange(1, fits + 1))
        if self.second_fate != "there":
            self._broken(SECOND, "start", 0, None)
        if self.goes_out:
            self._broken(SECOND, "during", 10 * times.MINUTE, 6)
        if self.alone:
            self._broken(GROUP, "during", 10 * times.MINUTE, 6)
        if forced.get("void_spell") or rng.randrange(100) < 2:
            self.void_spells.append((*rng.choice(DURING), "during", 11 * times.MINUTE + 137))
        handed = forced.get("handed")
        if handed is None:
            handed = [drawn(rng, HANDED) for _ in range(drawn(rng, INCIDENTS))]
        self.incidents = [Incident(rng, self, one, forced) for one in handed]

    def _broken(self, rule, moment, since, minutes):
        if not any(spell[0] == rule[0] and spell[3] == since for spell in self.spells):
            self.spells.append((*rule, moment, since, minutes))

    def _decide_rest(self, options, rng):
        forced, draw = self.forced, rng.randrange
        told = self.is_told

        def chance(name, share):
            return told and (bool(forced.get(name)) or draw(1000) < share)

        self.recording = forced.get("recording") or drawn(rng, [("none", 850), ("planned", 100), ("unplanned", 30), ("not-made", 20)])
        self.is_planned = self.recording in ("planned", "not-made")
        self.is_recorded = told and self.recording in ("planned", "unplanned")
        if self.is_recorded and not self.is_planned:
            self._broken(RECORDED, "during", 3 * times.MINUTE + 250, None)
        # An older record does not tell in the opening what was planned; the plan does.
        self.tells = forced.get("tells", self.is_new)
        self.erased = self.starts < options.at - 20 * times.DAY and (bool(forced.get("erased")) or draw(1000) < 5)
        self.step = (forced.get("step") or (draw(1000) < 10 and 420_000) or 0) if told else 0
        self.torn, self.segment = chance("torn", 10), chance("segment", 5)
        self.late, self.corrected = chance("late", 30), chance("corrected", 30)
        self.after_close = self.log in ("closed", "closed-late") and chance("after_close", 20)
        self.moved = self.approval == "not-needed" and (bool(forced.get("moved")) or draw(1000) < 10)
        self.new_title = self.approval == "not-needed" and not self.moved and (bool(forced.get("title")) or draw(1000) < 10)
        self.run_twice = self.log == "closed" and self.approval == "not-needed" and (bool(forced.get("run_twice")) or draw(1000) < 5)
        self.despite = self.approval not in ("not-needed", "approved") or bool(forced.get("despite")) or self.second_fate != "there"
        self.harm = None
        if options.damaged and self.is_told and not self.segment and (forced.get("harm") or draw(100) < 3):
            self.harm = forced.get("harm") or rng.choice(HARMS)
        for incident in self.incidents:
            incident.told = [one for one in incident.told if incident.at + one[0] * times.MINUTE < options.at - times.HOUR]
            if len(incident.told) < len(incident.routes) or incident.handed == "unnamed-told" and not incident.told:
                incident.waits = True
