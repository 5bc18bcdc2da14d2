"""Takes note of each decision, for each review that it belongs to."""
import datetime

from . import times
from .tally import MISSING, Tally

UNHELD = {"declined": "declined", "none": "not-approved", "withdrawn": "not-approved", "unknown": "unknown",
          "approved": "unknown", "none-of-old": "unknown"}


class Count:
    """The tallies of one record, one for each review."""

    def __init__(self, scopes, number, lists):
        self.tallies = [(first, last, Tally()) for first, last in scopes]
        self.number, self.lists, self.actions = number, lists, []

    def holding(self, day):
        return [tally for first, last, tally in self.tallies if first <= day <= last]

    def unheld(self, record, lesson, kind):
        for tally in self.holding(lesson.day):
            tally.numbers["planned"] += 1
            tally.week(lesson.day)["planned"] += 1
            if kind.startswith("to-come"):
                tally.numbers["toCome"] += 1
                continue
            tally.groups["unheld"][UNHELD[kind]] += 1
            if self.lists:
                tally.unheld.append({
                    "record": self.number, "day": lesson.day.isoformat(), "starts": times.instant(lesson.starts),
                    "host": lesson.host, "group": lesson.group, "reason": UNHELD[kind],
                })

    def action(self, entry, number, owner, due, done):
        """Whatever was resolved stays in sight, whichever days a review is about."""
        self.actions.append({"record": self.number, "id": f"{entry}.{number}", "owner": owner, "due": due, "done": int(done)})

    def session(self, record, lesson, log, again):
        for tally in self.holding(lesson.day):
            self._session(tally, record, lesson, log, again)

    def _session(self, tally, record, lesson, log, again):
        numbers, week = tally.numbers, tally.week(lesson.day)
        if lesson.harm == "gone":
            # Whatever was in it, nobody can tell any more.
            lesson.forget()
            log.after_close = 0
        marks = self.marks(lesson, log)
        numbers["ran"] += 1
        week["ran"] += 1
        if not again:
            numbers["planned"] += 1
            week["planned"] += 1
        tally.groups["approvals"][lesson.approval] += 1
        if lesson.approval in MISSING:
            week["unapproved"] += 1
        tally.groups["logs"][lesson.log] += 1
        tally.groups["marks"].update(marks)
        numbers["oneToOnesPlanned"] += len(lesson.pupils) == 1
        numbers["oneToOnesUnplanned"] += "one-to-one-unplanned" in marks
        staff = (1 + (lesson.second_fate == "there") + lesson.extra) if lesson.is_told else 0
        counts = {"pupils": len(lesson.came), "staff": staff, "visitors": lesson.visitors, "unknown": lesson.unknown}
        numbers.update(counts)
        if lesson.has_ended:
            tally.lengths.counts[lesson.minutes] += 1
        if lesson.is_recorded:
            numbers[self.recorded(lesson)] += 1
        for incident in lesson.incidents:
            self._incident(tally, record, incident)
        week["incidents"] += len(lesson.incidents)
        numbers["broken"] += bool(lesson.spells)
        week["broken"] += bool(lesson.spells)
        numbers["spells"] += len(lesson.spells)
        numbers["corrections"] += self.corrections(lesson)
        numbers["lateEntries"] += self.late(lesson)
        numbers["queue"] += bool(marks)
        numbers["accepted"] += lesson.accepted
        numbers["queueAccepted"] += bool(marks and lesson.accepted)
        self._rules(tally, lesson)
        if self.lists:
            tally.sessions.append({
                "record": self.number, "id": lesson.sid, "day": lesson.day.isoformat(), "approval": lesson.approval,
                "log": lesson.log, "marks": marks, "host": lesson.host, "group": None if lesson.erased and len(lesson.pupils) == 1 else lesson.group,
                "minutes": lesson.minutes if lesson.has_ended else None, **counts,
                "spells": len(lesson.spells), "incidents": len(lesson.incidents),
            })

    def _incident(self, tally, record, incident):
        counter, told, minutes = tally.category(incident.category)
        tally.numbers["incidents"] += 1
        counter["count"] += 1
        counter["aboutStaff"] += incident.about == "staff"
        if incident.told:
            counter["handedOver"] += 1
            minutes.counts[incident.told[0][0]] += 1
            tally.handovers.counts[incident.told[0][0]] += 1
        if incident.waits:
            counter["waiting"] += 1
            tally.numbers["waiting"] += 1
        for _, who in incident.told:
            told[record.school[who].roles[0]] += 1

    def _rules(self, tally, lesson):
        starts, seen = set(), set()
        for rule, item, moment, _, minutes in lesson.spells:
            counter = tally.rules.setdefault(f"{item} {rule}", tally.numbers.__class__())
            counter["spells"] += 1
            counter["minutes"] += minutes or 0
            if rule not in seen:
                counter["sessions"] += 1
            if moment == "start" and rule not in starts:
                starts.add(rule)
                counter["atStart"] += 1
            if rule not in seen:
                seen.add(rule)
                for kind, id in (("host", lesson.host), ("group", lesson.group if len(lesson.pupils) > 1 else None)):
                    if id is not None:
                        key = f"{self.number} {kind} {id} {item} {rule}"
                        tally.repeats[key] = tally.repeats.get(key, 0) + 1

    @staticmethod
    def recorded(lesson):
        if not lesson.is_recorded:
            return None
        if lesson.erased and not lesson.tells:
            return "recordedUnknown"
        return "recordedPlanned" if lesson.is_planned else "recordedUnplanned"

    @staticmethod
    def corrections(lesson):
        return lesson.corrected + sum(incident.corrected for incident in known(lesson))

    @staticmethod
    def late(lesson):
        return (lesson.late + lesson.after_close
                + sum((incident.late > 0) * (1 + incident.corrected) for incident in known(lesson)))

    def marks(self, lesson, log):
        found = []

        def mark(name, is_so):
            if is_so:
                found.append(name)

        mark("incident", lesson.incidents)
        mark("unapproved", lesson.approval in MISSING)
        mark("one-to-one-unplanned", lesson.alone)
        mark("one-to-one", len(lesson.pupils) == 1)
        mark("damaged", lesson.harm in ("gone", "altered", "flipped"))
        mark("clock-step", lesson.step)
        mark("recovered", lesson.torn)
        mark("no-log", lesson.log == "missing")
        mark("never-closed", lesson.log == "never-closed")
        mark("withheld", lesson.harm == "withheld")
        mark("no-second-staff", lesson.second_fate != "there" and not lesson.extra and lesson.came)
        mark("recorded-unplanned", self.recorded(lesson) == "recordedUnplanned")
        mark("despite", lesson.despite)
        mark("deviation", lesson.spells)
        mark("closed-late", lesson.log == "closed-late")
        mark("late", self.corrections(lesson) or log.after_close or any(incident.late >= 60 for incident in known(lesson)))
        return found


def known(lesson):
    """The incidents of which entries that are late or correct something may tell: none about staff."""
    return [incident for incident in lesson.incidents if incident.about != "staff"]


def weeks(first, last):
    """The Mondays of all weeks that the days touch."""
    monday = first - datetime.timedelta(days=first.weekday())
    while monday <= last:
        yield monday.isoformat()
        monday += datetime.timedelta(days=7)
