"""One made-up school: its people, its profile, its classes and the hours of its lessons."""
from . import times
from .chain import Computer

PLACES = ["Alder", "Beacon", "Cedar", "Dove", "Elm", "Ferry", "Gate", "Heron", "Ivy", "Juniper", "Kiln",
          "Larch", "Moor", "North", "Orchard", "Poplar", "Quay", "Rowan", "Sedge", "Thorn", "Upper",
          "Vale", "Willow", "Yarrow"]
KINDS = ["Bank", "Bridge", "Cross", "End", "Field", "Green", "Hill", "Lane", "Meadow", "Park", "Row", "Way"]
LEADERS = [("head", ["head", "slt"]), ("deputy-head", ["slt"]), ("safeguarding", ["dsl"]),
           ("safeguarding-2", ["deputy-dsl"]), ("online-safety", ["online-safety"]), ("network", ["admin"]),
           ("data-officer", ["dpo"]), ("chair", ["chair", "governor"])]
# Half an hour after the hour of each of seven lessons, in minutes after midnight.
LESSONS = [510, 570, 630, 690, 780, 840, 900]


class Person:
    def __init__(self, id, roles, uid, computer):
        self.id, self.roles, self.uid, self.computer = id, roles, uid, computer


class School:
    """Whoever and whatever there is before the first lesson."""

    def __init__(self, number, options, rng):
        self.number, self.rng = number, rng
        place, kind = PLACES[number % len(PLACES)], KINDS[number // len(PLACES) % len(KINDS)]
        self.id = f"{place}-{kind}-{number:04}".lower()
        self.name = f"{place} {kind} School {number} (made up)"
        self.people = {}
        teachers = max(12, options.sessions // 40)
        for id, roles in LEADERS:
            self._add(id, roles, options)
        for i in range(teachers):
            self._add(f"teacher-{i + 1}", ["teacher"], options)
        for i in range(max(4, teachers // 2)):
            self._add(f"assistant-{i + 1}", ["teaching-assistant"], options)
        self._add("visiting-nurse", ["volunteer"], options)
        # Somebody of the leadership who teaches as well: what they approve for themselves is void.
        self.teachers = [f"teacher-{i + 1}" for i in range(teachers)]
        self.assistants = [id for id in self.people if id.startswith("assistant")]
        self.groups = {}
        for i in range(max(6, teachers // 2)):
            name = f"{i // 2 + 1}{'ab'[i % 2]}"
            self.groups[name] = [f"p-{name}-{n:02}" for n in range(1, 21 + (i * 7 + number) % 10)]

    def _add(self, id, roles, options):
        computer = Computer(f"pc-{len(self.people) + 1}", self.rng)
        computer.started = options.begin - self.rng.randrange(times.DAY)
        self.people[id] = Person(id, roles, 2000 + len(self.people), computer)

    def __getitem__(self, id):
        return self.people[id]

    def holders(self, *roles):
        return sorted(f"{role}:{one.id}" for one in self.people.values() for role in roles if role in one.roles)

    def profile(self, options):
        """As `school.json` has it; whoever may see all of a review signs in with `options.login`."""
        return {
            "id": self.id, "name": self.name, "timeZone": "Europe/London", "nation": "england",
            "checklists": ["livestream-twenty", "remote-education"],
            "people": [
                {"id": one.id, "login": options.login if one.id == "chair" else one.id,
                 "roles": one.roles, "employed": one.id not in ("chair", "data-officer", "visiting-nurse"),
                 "teaching": "teacher" in one.roles}
                for one in self.people.values()
            ],
            "platforms": [{"id": "teams", "name": "Microsoft Teams", "approvedBy": "head",
                           "approvedOn": "2026-09-02", "online": True}],
            "groups": [{"id": id, "stage": "ks2", "pupils": pupils} for id, pupils in self.groups.items()],
            "routes": {"firstContact": "online-safety"},
            "limits": {"logWithin": "10h"},
            "closures": [{"id": options.closure, "title": "No heating", "from": options.closed[0].isoformat(),
                          "until": options.closed[1].isoformat()}],
        }
