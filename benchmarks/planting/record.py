"""One school's record: its ledger in the order of the clock, its plans and its logs."""
import datetime
import heapq
import json
import os

from . import chain as chains
from . import times
from .lesson import FORCED, REVIEWS, Lesson, drawn
from .log import Log
from .school import LESSONS, School
from .words import TITLES

RULE = "C13-one-to-one"
HOUR, DAY = times.HOUR, times.DAY


class Record:
    """Writes a store; whoever wants to count is told of each lesson and each plan."""

    def __init__(self, number, options, rng, count):
        self.options, self.rng, self.count = options, rng, count
        self.school = School(number, options, rng)
        self.ledger = chains.Chain("ledger", chains.NOTHING, rng)
        self.tree, self.queue, self.order = chains.Tree(), [], 0
        self.plans, self.logs, self.checkpoints = {}, {}, {}
        self.series, self.entries = [], 0
        head = self.school["head"]
        self.origin = "%032x" % rng.getrandbits(128)
        self.line = f"{self.school.id}.example/slog/{self.origin[:8]}"
        facts = {"origin": self.origin, "name": f"{self.school.id}.example", "trial": options.trial}
        self.ledger.add("genesis", options.begin, head, facts)
        self.roles = chains.roles_facts(self.school.holders("head", "slt"))
        self.ledger.add("roles", options.begin + 5, head, self.roles)

    # The order of time

    def later(self, at, act, *given):
        self.order += 1
        heapq.heappush(self.queue, (at, self.order, act, given))

    def run(self):
        """Everything that happened, first things first."""
        options = self.options
        lessons = self.lessons()
        for lesson in lessons:
            self.plan(lesson)
        for lesson, kind in self.unheld():
            self.plan_unheld(lesson, kind)
        at = options.begin + 7 * DAY
        while at < options.at - HOUR:
            self.later(at, self.checkpoint)
            at += 7 * DAY
        while self.queue:
            at, _, act, given = heapq.heappop(self.queue)
            act(max(at, self.ledger.at + 1), *given)
        return self

    # What is decided

    def lessons(self):
        """As many as wanted, on different days, at different hours, by different teachers."""
        options, rng, school = self.options, self.rng, self.school
        forced = list(FORCED) if school.number == 0 else []
        per_day = len(LESSONS) * len(school.teachers)
        slots = rng.sample(range(len(options.days) * per_day), options.sessions)
        targets = [20 + spread for spread in (0, -4, 4, -2, 2, -6, 6, -1, 5)]
        lessons = []
        for number, slot in enumerate(slots):
            day, rest = options.days[slot // per_day], slot % per_day
            hour, teacher = LESSONS[rest // len(school.teachers)], school.teachers[rest % len(school.teachers)]
            wish = {}
            if number < 3 and options.sessions > 6:
                # Whatever is still open has just been: and these are at the edges of the days.
                day, hour = options.days[-1], LESSONS[number]
                wish = {"log": "never-closed", "left": ["running", "ended", "started"][number]}
            elif number < 7 and options.sessions > 20:
                day = [options.first, options.before, *options.closed][number - 3]
                hour = [10, 1430, 10, 1435 - 60][number - 3]
            elif number - 7 < len(forced) and number >= 7:
                wish = forced[number - 7]
                if "log" in wish or "moved" in wish or "review" in wish:
                    day = options.days[len(options.days) // 2 + number % 5]
                elif "early" in wish:
                    day = options.days[number % 5]
            lesson = Lesson(school, options, rng, day, hour, teacher, wish)
            lesson.target = targets[number % len(targets)]
            lessons.append(lesson)
        return sorted(lessons, key=lambda lesson: lesson.starts)

    def unheld(self):
        """Plans that nobody ever ran, and those whose time has not come."""
        options, rng = self.options, self.rng
        kinds = ["declined", "none", "withdrawn", "unknown", "approved", "none-of-old", "to-come", "to-come-one"]
        count = max(len(kinds), options.sessions // 14)
        for number in range(count):
            kind = kinds[number % len(kinds)]
            days = options.coming if kind.startswith("to-come") else options.days
            teacher = rng.choice(self.school.teachers)
            one = kind not in ("unknown", "to-come")
            # Nobody was ever allowed to hold a pair, so nothing can cover one.
            pupils = 2 if kind == "none" else 1 if one else 4
            wish = {"pupils": pupils, "approval": "none", "log": "closed", "new": kind != "none-of-old"}
            yield Lesson(self.school, options, rng, rng.choice(days), rng.choice(LESSONS), teacher, wish), kind

    # Plans and approvals

    def plan(self, lesson):
        """Hands a plan in, has it decided on, and opens the lesson."""
        rng, way = self.rng, lesson.way
        early = lesson.starts - rng.randrange(4, 9) * DAY
        lesson.runs = lesson.starts
        if lesson.moved:
            # At first it was to be elsewhere in the year.
            lesson.starts -= 28 * DAY
        self.later(early, self.hand_in, lesson)
        lesson.grants = []
        state = lesson.approval
        if state == "approved":
            if way == "after-no":
                self.later(early + HOUR, self.decide, lesson, "decline")
            if way == "again":
                self.later(early + HOUR, self.decide, lesson, "approve")
                self.later(early + 2 * HOUR, self.decide, lesson, "withdraw")
            self.later(early + 3 * HOUR, self.approve_or_reuse, lesson)
            if way == "kept":
                self.later(early + 4 * HOUR, self.revise, lesson, {"title": "Reading, another book"})
        elif state == "stale":
            self.later(early + HOUR, self.decide, lesson, "approve")
            self.later(early + 2 * HOUR, self.revise, lesson, {"pupils": [lesson.pupils[0] + "x"]})
        elif state == "expired":
            self.later(early + HOUR, self.decide, lesson, "approve", -2 * DAY)
        elif state == "withdrawn":
            self.later(early + HOUR, self.decide, lesson, "approve")
            self.later(early + 2 * HOUR, self.decide, lesson, "withdraw")
        elif state == "declined":
            if way == "after-yes":
                self.later(early + HOUR, self.decide, lesson, "approve")
            self.later(early + 2 * HOUR, self.decide, lesson, "decline")
        elif state == "void":
            self.later(early + HOUR, self.decide, lesson, "approve")
        if lesson.moved:
            self.later(early + HOUR, self.move, lesson)
        if lesson.new_title:
            self.later(early + HOUR, self.revise, lesson, {"title": "Maths: another book"})
        self.later(lesson.begins, self.open, lesson)
        if lesson.run_twice:
            self.later(lesson.closes + 20 * times.MINUTE, self.open_again, lesson)

    def plan_unheld(self, lesson, kind):
        early = min(lesson.starts, self.options.at) - self.rng.randrange(3, 9) * DAY
        lesson.grants = []
        self.later(early, self.hand_in, lesson)
        if kind in ("withdrawn", "approved"):
            self.later(early + HOUR, self.decide, lesson, "approve")
        if kind in ("withdrawn", "declined"):
            self.later(early + 2 * HOUR, self.decide, lesson, "withdraw" if kind == "withdrawn" else "decline")
        self.count.unheld(self, lesson, kind)

    def document(self, lesson):
        plan = {
            "id": lesson.plan_id, "title": lesson.title, "start": times.clock(lesson.starts),
            "end": times.clock(lesson.starts + HOUR), "platform": "teams", "group": lesson.group,
            "host": {"id": lesson.host, "place": "school"}, "chat": {"mode": "moderated"}, "adults": [],
            "second": {"id": lesson.second, "place": "school"}, "recording": {"planned": lesson.is_planned},
        }
        if lesson.second_fate == "unplanned":
            plan["second"] = {"place": "none"}
        if not lesson.by_group:
            plan["pupils"] = lesson.pupils
        return plan

    def version(self, at, lesson, kind, changes):
        data, digest = chains.plan_version(self.document(lesson), self.rng)
        facts = {
            "plan": digest, "start": times.instant(lesson.starts), "end": times.instant(lesson.starts + HOUR),
            "due": times.instant(lesson.due + lesson.starts - getattr(lesson, "runs", lesson.starts)),
            "host": lesson.host, "mode": "video", "platform": "teams", "pupils": len(lesson.pupils),
        }
        if lesson.second_fate != "unplanned":
            facts["second"] = lesson.second
        if lesson.is_new:
            facts["needs"] = {1: [RULE], 2: ["C13-pair"]}.get(len(lesson.pupils), [])
        texts = {"id": lesson.plan_id, "title": lesson.title, "group": lesson.group}
        if kind == "plan-revised":
            facts["previous"] = lesson.digest
            texts["changes"] = chains.canonical(changes)
        self.plans[digest], lesson.digest = data, digest
        lesson.handed = self.ledger.add(kind, at, self.school[lesson.author], facts, texts)

    def hand_in(self, at, lesson):
        self.version(at, lesson, "plan", None)

    def revise(self, at, lesson, new):
        changes = []
        for name, value in new.items():
            old = getattr(lesson, name)
            setattr(lesson, name, value)
            changes.append(["plan." + name, old, value])
        self.version(at, lesson, "plan-revised", changes)

    def move(self, at, lesson):
        old = times.clock(lesson.starts)
        lesson.starts = lesson.runs
        self.version(at, lesson, "plan-revised", [["plan.start", old, times.clock(lesson.starts)]])

    def material(self, lesson):
        return chains.canonical({
            "plan.host.id": lesson.host, "plan.second.id": lesson.second, "plan.group": lesson.group,
            "pupils": lesson.pupils, "plan.platform": "teams", "plan.recording.planned": lesson.is_planned,
        })

    def decide(self, at, lesson, decision, until=14 * DAY):
        who, role = ("head", "head") if self.rng.randrange(2) else ("deputy-head", "slt")
        if lesson.void:
            who, role = "deputy-head", "slt"
        elif who in (lesson.host, lesson.second, lesson.author):
            who, role = "head", "head"
        facts = {"decision": decision, "rule": RULE, "plan": lesson.digest, "role": role, "roles": self.roles["roles"]}
        texts = {"id": lesson.plan_id, "because": "As agreed.", "material": self.material(lesson)}
        if decision == "approve":
            facts.update(not_before=times.instant(at), not_after=times.instant(lesson.starts + until), once=until < 0)
        if decision == "withdraw":
            facts["of"] = lesson.grants.pop()
        seq = self.ledger.add("approval", at, self.school[who], facts, texts)
        if decision == "approve":
            lesson.grants.append(seq)
        return seq

    def approve_or_reuse(self, at, lesson):
        """Some lessons come every week, with the same pupil, under one approval."""
        if lesson.way == "series":
            for base, until in reversed(self.series):
                if base.runs < lesson.runs < until:
                    lesson.grants = list(base.grants)
                    return
            self.series.append((lesson, lesson.starts + 35 * DAY))
            self.decide(at, lesson, "approve", 35 * DAY)
        else:
            self.decide(at, lesson, "approve")

    # Lessons

    def open(self, at, lesson, again=False):
        if lesson.erased and not again:
            self.later(lesson.begins + 12 * DAY, self.erase_plan, lesson)
        granted = lesson.grants if lesson.approval == "approved" else []
        verdict = "ready"
        if lesson.despite:
            verdict = "do-not-run" if lesson.approval in ("not-needed", "approved") else "needs-approval"
        facts = {
            "plan": lesson.digest, "verdict": verdict, "despite": lesson.despite, "approvals": granted,
            "host": lesson.host, "starts": times.instant(lesson.starts), "ends": times.instant(lesson.ends),
            "due": times.instant(lesson.due),
        }
        if lesson.second_fate != "unplanned":
            facts["second"] = lesson.second
        if lesson.is_new:
            missing = lesson.approval not in ("approved", "not-needed")
            facts["unapproved"] = [f"{lesson.approval}={RULE}"] if missing else []
        if lesson.tells:
            facts["recording"] = "planned" if lesson.is_planned else "not-planned"
        host = self.school[lesson.host]
        lesson.sid = sid = chains.session_id(lesson.day.isoformat(), self.rng)
        self.ledger.add("session-open", at, host, {**facts, "sid": sid})
        texts = {"despite": "It could not wait."} if lesson.despite else None
        log = Log(lesson, sid, chains.start_of_session(self.ledger.previous), at + 4, facts, texts, lesson.target, self.rng)
        for when, kind, who, seq, digest in log.heads:
            self.later(when, self.head, kind, who, sid, seq, digest)
        if lesson.log in ("never-closed", "open") and log.chain.at < self.options.at - 8 * DAY:
            self.later(log.chain.at + DAY, self.head, "session-head", host, sid, log.chain.seq, log.chain.previous)
        self.review(lesson, log)
        self.logs[sid] = [] if lesson.harm == "gone" else log.chain.contents()
        if self.options.erased and lesson.is_new and not (lesson.torn or lesson.segment or lesson.harm):
            self.later(self.options.at - HOUR, self.dispose, sid, log.chain)
        self.entries += log.chain.seq
        self.count.session(self, lesson, log, again)

    def open_again(self, at, lesson):
        shift = at - lesson.begins
        lesson.begins, lesson.finishes, lesson.closes = at, lesson.finishes + shift, lesson.finishes + shift + 90_000
        for incident in lesson.incidents:
            incident.at += shift
        self.open(at, lesson, again=True)

    def dispose(self, at, sid, chain):
        """Erases all texts of a log, as two people decided."""
        texts = []
        for seq in range(1, chain.seq + 1):
            for name in json.loads(chain.lines[seq - 1])["body"].get("commit", {}):
                chain.strike(seq, name)
                texts.append(f"{seq}.{name}")
        if not texts:
            return
        first, second = self.school["data-officer"], self.school["safeguarding"]
        session = {"sid": sid, "n": chain.seq, "head": chain.previous}
        proposal = self.ledger.add("disposal", at, first, {"what": "propose", "early": True, **session}, {"because": "past its date"})
        self.ledger.add("disposal", at + 1, second, {"what": "confirm", "of": proposal})
        facts = {"texts": texts, "proposal": proposal, "second": first.id}
        n = chain.add("redact", at + 2, second, facts)
        self.ledger.add("redact", at + 3, second, {**facts, "sid": sid, "n": n, "head": chain.previous})
        self.ledger.add("disposal", at + 4, second, {"what": "done", "of": proposal})
        self.logs[sid] = chain.contents()
        self.entries += 1

    def review(self, lesson, log):
        """Somebody goes through it, some days after."""
        lesson.accepted = False
        when = log.chain.at + self.rng.randrange(1, 6) * DAY
        fate = lesson.forced.get("review") or drawn(self.rng, REVIEWS)
        if fate == "none" or lesson.harm or log.told < 3 or when > self.options.at - HOUR:
            return
        who = {"chair": "chair", "host": lesson.host}.get(fate, "safeguarding")
        seq = log.told - 1 if fate == "early" else log.told
        # What was written since has not been seen, and nobody goes through their own.
        lesson.accepted = fate in ("seen", "chair", "actions", "done")
        owners = self.rng.sample(["head", "network", "online-safety"], 2) if fate in ("actions", "done") else []
        self.later(when, self.accept, self.school[who], lesson.sid, seq, log.chain.hashes[seq], owners, fate == "done")

    def accept(self, at, who, sid, seq, digest, owners, is_done):
        facts = {"what": "accept", "sid": sid, "n": seq, "head": digest}
        texts = {"finding": "Talked about it with the host."}
        if owners:
            dues = [(self.options.today + datetime.timedelta(days=days)).isoformat() for days in (-10, 10)]
            facts.update(owners=owners, dues=dues)
            texts.update(action1="Look at the settings again.", action2="Remind everybody.")
        entry = self.ledger.add("review", at, who, facts, texts)
        for number, owner in enumerate(owners):
            done = is_done and number == 0 and at + DAY < self.options.at
            if done:
                self.later(at + DAY, self.finish, entry, number + 1)
            self.count.action(entry, number + 1, owner, dues[number], done)

    def finish(self, at, entry, number):
        self.ledger.add("review", at, self.school["safeguarding"], {"what": "done", "of": entry, "number": number})

    def head(self, at, kind, who, sid, seq, digest):
        self.ledger.add(kind, at, who, {"sid": sid, "n": seq, "head": digest})

    def erase_plan(self, at, lesson):
        """A plan that is gone, as two people wanted it."""
        del self.plans[lesson.digest]
        second, texts = self.school["safeguarding"], ["%d.plan" % lesson.handed]
        facts = {"what": "propose", "entry": lesson.handed, "early": True}
        proposal = self.ledger.add("disposal", at, self.school["data-officer"], facts, {"because": "a mistake"})
        self.ledger.add("disposal", at + 2, second, {"what": "confirm", "of": proposal})
        if len(lesson.pupils) == 1:
            # The name of such a group tells who it was.
            texts.append("%d.group" % lesson.handed)
            self.ledger.strike(lesson.handed, "group")
        facts = {"texts": texts, "proposal": proposal, "second": "data-officer"}
        self.ledger.add("redact", at + 3, second, facts)
        self.ledger.add("disposal", at + 4, second, {"what": "done", "of": proposal})

    def checkpoint(self, at):
        self.tree.take(self.ledger.bodies)
        size, root = self.tree.size, self.tree.root
        self.checkpoints[size] = chains.checkpoint(self.line, self.tree)
        self.ledger.add("checkpoint", at, self.school["safeguarding"], {"size": size, "root": root.hex()})

    # Files

    def save(self, folder):
        store = os.path.join(folder, ".streamguard")
        for name in ("plans", "checkpoints", "sessions"):
            os.makedirs(os.path.join(store, name), 0o700)
        os.chmod(store, 0o700)

        def write(name, data):
            with open(name, "wb", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
                file.write(data)

        for digest, data in self.plans.items():
            write(f"{store}/plans/{digest}.json", data)
        for size, text in self.checkpoints.items():
            write(f"{store}/checkpoints/{size}.ckpt", text.encode())
        made = set()
        for sid, files in self.logs.items():
            month = f"{store}/sessions/{sid[:4]}/{sid[4:6]}"
            if month not in made:
                os.makedirs(month, 0o700)
                made.add(month)
            for number, data in enumerate(files):
                write(f"{month}/{sid}{f'.{number + 1}' if number else ''}.jsonl", data)
        write(f"{store}/ledger.jsonl", b"".join(self.ledger.lines))
        write(f"{store}/reserve", os.urandom(65_536))
        write(f"{folder}/school.json", chains.canonical(self.school.profile(self.options)).encode())
