"""Counts of what was decided, never of what the entries say."""
from collections import Counter

MARKS = ["incident", "unapproved", "one-to-one-unplanned", "one-to-one", "damaged", "clock-step", "recovered",
         "no-log", "never-closed", "withheld", "no-second-staff", "recorded-unplanned", "despite", "deviation",
         "closed-late", "late"]
MISSING = {"none", "stale", "expired", "withdrawn", "declined", "void"}


class Minutes:
    """Lengths in whole minutes."""

    def __init__(self):
        self.counts = Counter()

    def merge(self, other):
        self.counts += other.counts

    def json(self):
        return {str(length): times for length, times in sorted(self.counts.items())}


class Tally:
    """The figures of one review."""

    def __init__(self):
        self.numbers = Counter()
        self.groups = {name: Counter() for name in ("unheld", "approvals", "marks", "logs")}
        self.lengths, self.handovers = Minutes(), Minutes()
        self.rules, self.categories, self.weeks, self.repeats = {}, {}, {}, {}
        self.sessions, self.unheld = [], []

    def merge(self, other):
        self.numbers += other.numbers
        for name, counter in other.groups.items():
            self.groups[name] += counter
        self.lengths.merge(other.lengths)
        self.handovers.merge(other.handovers)
        for mine, theirs in ((self.rules, other.rules), (self.weeks, other.weeks)):
            for key, counter in theirs.items():
                mine.setdefault(key, Counter()).update(counter)
        for key, (counter, told, minutes) in other.categories.items():
            mine = self.category(key)
            mine[0].update(counter)
            mine[1].update(told)
            mine[2].merge(minutes)
        self.repeats.update(other.repeats)
        self.sessions += other.sessions
        self.unheld += other.unheld

    def category(self, key):
        return self.categories.setdefault(key, (Counter(), Counter(), Minutes()))

    def week(self, day):
        monday = day.fromordinal(day.toordinal() - day.weekday()).isoformat()
        return self.weeks.setdefault(monday, Counter())
