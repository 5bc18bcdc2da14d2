#!/usr/bin/env python3
"""Tries the record against faults, through the commands that people use, in a demo's record.

    python3 commands.py PROGRAM [--long] [ROW…]
"""
import os
import random
import re
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.dirname(__file__))
from harness import CALLS, LONG, ONLY, PROGRAM, finish, fired, row, run, strace  # noqa: E402
import verify as independent  # noqa: E402

SEED = int(os.environ.get("FAULTS_SEED", time.time()))
random.seed(SEED)
READING, MATHS = "plans/reading.plan.json", "plans/maths.plan.json"

# The way of two plans through the program; each of these writes.
JOURNEY = [
    ("submit", ["submit", READING, "--as", "ta-1"]),
    ("approve", ["approve", READING, "--because", "The support plan asks for it.", "--as", "head"]),
    ("withdraw", ["withdraw", READING, "--because", "The plan has changed.", "--as", "head"]),
    ("decline", ["decline", READING, "--because", "Ask the other class first.", "--as", "head"]),
    ("start", ["start", MATHS, "--despite", "a test of faults", "--as", "teacher-5b"]),
    ("join", ["join", "p-5b-01", "p-5b-02", "--as", "teacher-5b"]),
    ("note", ["note", "the camera froze", "--as", "teacher-5b"]),
    ("chat", ["chat", "off", "--as", "teacher-5b"]),
    ("recording", ["recording", "on", "--as", "teacher-5b"]),
    ("leave", ["leave", "p-5b-02", "--as", "teacher-5b"]),
    ("incident", ["incident", "content", "--about", "pupil", "--facts", "A rude word.", "--as", "teacher-5b"]),
    ("end", ["end", "--as", "teacher-5b"]),
    ("close", ["close", "something", "--as", "teacher-5b"]),
    ("checkpoint", ["checkpoint"]),
    ("accept", ["review", "accept", "{sid}", "--finding", "A rude word.", "--action", "Talk about it.",
                "--owner", "osc", "--by", "{today}", "--as", "head"]),
    ("sign", ["review", "sign", "--jobs", "1", "--from", "2020-01-01", "--to", "{today}", "--finding", "One session.", "--as", "head"]),
]
WORDS = dict(JOURNEY)
EXPORT = ["review", "--jobs", "1", "--output", "review.txt", "--recipient", "the clerk", "--replace", "--as", "head"]
# A command answers yes or no once it has written what it was told.
WRITTEN = (0, 1)


def confirmed(text, sid):
    """The entries that a person was told are saved."""
    found = set()
    for match in re.finditer(r"^(?:(ledger|\d{8}-[0-9a-z]{16}) )?(\d+) ([0-9a-f]{8}) saved", text, re.M):
        found.add((match.group(1) or sid, int(match.group(2)), match.group(3)))
    return found


class Demo:
    """A demo in a folder of its own."""

    def __init__(self, home=None):
        self.home = home or tempfile.mkdtemp(prefix="faults-")
        self.path = os.path.join(self.home, "demo")
        self.store = os.path.join(self.path, ".streamguard")
        self.confirmed = set()

    def make(self):
        done = run("init", "--demo", self.path)
        assert done.returncode == 0, done.err
        return self

    def copy(self):
        new = Demo()
        shutil.copytree(self.path, new.path, symlinks=True)
        new.confirmed = set(self.confirmed)
        return new

    def run(self, *words, **more):
        return run(*words, cwd=self.path, **more)

    def words(self, name):
        """The words of a step; whoever approves gives the code of what they have seen."""
        if name != "approve":
            today = time.strftime("%Y-%m-%d")
            return [word.replace("{sid}", self.sid or "").replace("{today}", today) for word in WORDS[name]]
        code = re.search(r"--seen (\w+)", self.run("approvals", READING, "--as", "head").out)
        return WORDS[name] + ["--seen", code.group(1) if code else "none"]

    def do(self, name, **more):
        """Does a step and keeps what it confirmed."""
        done = self.run(*self.words(name), **more)
        self.confirmed |= confirmed(done.out, self.sid)
        return done

    def upto(self, name):
        for step, _ in JOURNEY:
            if step == name:
                return self
            done = self.do(step)
            assert done.returncode in WRITTEN, "%s: %d %s" % (step, done.returncode, done.err)
        return self

    @property
    def sid(self):
        for folder, _, names in os.walk(os.path.join(self.store, "sessions")):
            for name in sorted(names):
                return name.split(".")[0]

    @property
    def ledger(self):
        return os.path.join(self.store, "ledger.jsonl")

    def log(self, segment=""):
        sid = self.sid
        return os.path.join(self.store, "sessions", sid[:4], sid[4:6], sid + segment + ".jsonl")

    def present(self):
        found = set()
        for folder, _, names in os.walk(self.store):
            for name in names:
                if name.endswith(".jsonl"):
                    data = open(os.path.join(folder, name), "rb").read()
                    for value in independent.chain(data, None, None)[1]:
                        found.add((value["body"]["sid"], value["body"]["seq"], value["hash"][:8]))
        return found

    def check(self, row, what, mend=True):
        """Nothing confirmed is lost, both verifiers agree, and after the next entry all is whole."""
        before = self.run("verify")
        row.expect(before.returncode in (3, 4), "%s: verify %d\n%s" % (what, before.returncode, before.out + before.err))
        self.agree(row, what, before)
        row.confirmed += len(self.confirmed)
        missing = self.confirmed - self.present()
        row.lost += len(missing)
        row.expect(not missing, "%s: lost %s" % (what, sorted(missing)))
        if mend:
            done = self.run("checkpoint")
            row.expect(done.returncode == 0, "%s: then checkpoint %d %s" % (what, done.returncode, done.err))
            after = self.run("verify")
            row.expect(after.returncode == 4, "%s: then verify %d\n%s" % (what, after.returncode, after.out))
            self.agree(row, what, after)

    def agree(self, row, what, ours):
        """The other verifier says the same."""
        try:
            theirs = independent.store(self.store)
        except (OSError, KeyError, ValueError, IndexError) as error:
            theirs = [(True, repr(error))]
        isDamaged = any(damage for damage, _ in theirs)
        row.expect(isDamaged == (ours.returncode == 1), "%s: verify %d, verify.py %s" % (what, ours.returncode, theirs))

    def remove(self):
        shutil.rmtree(self.home, ignore_errors=True)


def points(command, cwd, marks):
    """The system calls of a command's first thread from the first that concerns the record, each with its number."""
    log = tempfile.mktemp(prefix="trace-")
    subprocess.run(["strace", "-f", "-o", log, "-e", "trace=" + CALLS, PROGRAM, *command], cwd=cwd, capture_output=True)
    found, counts, begun, first = [], {}, False, None
    for line in open(log):
        match = re.match(r"(\d+)\s+([a-z0-9]+)\(", line)
        # Calls are counted for each thread by itself.
        first = first or match and match.group(1)
        if not match or match.group(1) != first:
            continue
        call = match.group(2)
        counts[call] = counts.get(call, 0) + 1
        begun = begun or any(mark in line for mark in marks)
        if begun:
            found.append((call, counts[call]))
    os.remove(log)
    return found


def killed(words, cwd, call, count):
    """Runs a command that is killed at a system call; what it had said."""
    before, log = strace("%s:signal=SIGKILL:when=%d" % (call, count), trace=CALLS)
    done = run(*words, cwd=cwd, before=before)
    if os.path.exists(log):
        os.remove(log)
    return done


@row("1", "killed at each system call of each command")
def _(row):
    base = Demo().make()
    for name, _ in JOURNEY:
        clean, words = base.copy(), base.words(name)
        places = points(words, clean.path, [".streamguard"])
        row.expect(len(places) > 10, "%s has only %d calls" % (name, len(places)))
        clean.remove()
        # A part of them by turns, another one each time: the long run takes all.
        step = 1 if LONG else 15
        for call, count in places[random.randrange(step) :: step]:
            demo = base.copy()
            done = killed(words, demo.path, call, count)
            what = "%s killed at %s %d" % (name, call, count)
            row.expect(done.returncode in (-9, 137), "%s: not killed, %d" % (what, done.returncode))
            row.tried += 1
            demo.confirmed |= confirmed(done.out, demo.sid)
            extra = demo.present() - base.present()
            row.expect(len(extra) <= 6, "%s: %d entries" % (what, len(extra)))
            demo.check(row, what, mend=False)
            # Whoever was interrupted does it again; it may have been done already.
            again = demo.do(name)
            row.expect(again.returncode in (0, 1, 2), "%s: again %d %s" % (what, again.returncode, again.err))
            demo.check(row, what)
            demo.remove()
        done = base.do(name)
        row.expect(done.returncode in WRITTEN, "%s: %d %s" % (name, done.returncode, done.err))
    base.remove()


@row("1b", "a file that is handed out is on record first, and whole")
def _(row):
    base = Demo().make().upto("accept")
    places = points(EXPORT, base.copy().path, [".review.txt.new"])
    row.expect(len(places) > 5, "only %d calls" % len(places))
    for call, count in places[:: 1 if LONG else 4]:
        demo = base.copy()
        done = killed(EXPORT, demo.path, call, count)
        row.expect(done.returncode in (-9, 137), "not killed at %s %d" % (call, count))
        row.tried += 1
        path = os.path.join(demo.path, "review.txt")
        entries = independent.chain(open(demo.ledger, "rb").read())[1]
        exports = [one["body"]["facts"] for one in entries if one["body"]["kind"] == "export"]
        if os.path.exists(path):
            told = independent.sha(open(path, "rb").read()).hex()
            row.expect(any(one["digest"] == told for one in exports), "handed out and not on record: %s %d" % (call, count))
        demo.remove()
    done = base.run(*EXPORT)
    path = os.path.join(base.path, "review.txt")
    row.expect(done.returncode in WRITTEN and stat.S_IMODE(os.stat(path).st_mode) == 0o600, "%d %s" % (done.returncode, done.err))
    base.remove()


@row("1a", "killed while a record, or a demo, is made")
def _(row):
    home = tempfile.mkdtemp(prefix="faults-")
    shutil.copy(os.path.join(Demo().make().path, "school.json"), home)
    for words, name in ((["init", "--demo"], "streamguard-demo"), (["init", "--record"], ".streamguard")):
        places = points(words, home, [name])
        shutil.rmtree(os.path.join(home, name))
        for call, count in places[:: 1 if LONG else 5]:
            done = killed(words, home, call, count)
            row.expect(done.returncode in (-9, 137), "%s not killed at %s %d" % (name, call, count))
            row.tried += 1
            place = os.path.join(home, name)
            if os.path.exists(place):
                done = run("verify", cwd=place if name[0] != "." else home)
                row.expect(done.returncode == 4, "%s half made at %s %d: %s" % (name, call, count, done.out + done.err))
                shutil.rmtree(place)
            row.expect(run(*words, cwd=home).returncode == 0, "%s could not be made again" % name)
            for left in os.listdir(home):
                if left != "school.json":
                    shutil.rmtree(os.path.join(home, left))
    shutil.rmtree(home)


@row("1c", "a plan whose handing in was killed is gone after the next one, or after a disposal")
def _(row):
    def kept(demo):
        ledger = open(demo.ledger).read()
        names = os.listdir(os.path.join(demo.store, "plans"))
        return all(name.endswith(".json") and name[:-5] in ledger for name in names)

    base, left = Demo().make().upto("note"), 0
    words = ["submit", "plans/science.plan.json", "--as", "ta-1"]
    clean = base.copy()
    places = points(words, clean.path, [".streamguard"])
    clean.remove()
    row.expect(len(places) > 10, "only %d calls" % len(places))
    step = 1 if LONG else 3
    for call, count in places[random.randrange(step) :: step]:
        demo = base.copy()
        done = killed(words, demo.path, call, count)
        what = "killed at %s %d" % (call, count)
        row.expect(done.returncode in (-9, 137), "%s: not killed, %d" % (what, done.returncode))
        row.tried += 1
        before = demo.run("verify")
        row.expect(before.returncode in (3, 4), "%s: verify %d %s" % (what, before.returncode, before.out))
        demo.agree(row, what, before)
        left += not kept(demo)
        done = demo.run("submit", "plans/history.plan.json", "--as", "ta-1")
        row.expect(done.returncode in WRITTEN and kept(demo), "%s: left behind %s" % (what, os.listdir(os.path.join(demo.store, "plans"))))
        demo.check(row, what)
        demo.remove()
    row.expect(left > 1, "nothing was ever left")
    base.remove()


@row("2", "killed at random moments")
def _(row):
    demo = Demo().make().upto("note")
    for number in range(500 if LONG else 40):
        name = random.choice(["note", "note", "join", "leave", "incident", "chat", "checkpoint"])
        process = subprocess.Popen([PROGRAM, *demo.words(name)], cwd=demo.path, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        time.sleep(random.uniform(0, 0.08))
        process.kill()
        out = process.communicate()[0].decode()
        row.tried += 1
        # The last line may have been cut by the kill.
        demo.confirmed |= confirmed(out[: out.rfind("\n") + 1], demo.sid)
        if number % 10 == 9:
            demo.check(row, "killed at random", mend=False)
    demo.check(row, "killed at random")
    demo.remove()


@row("5", "fsync fails once, and for ever")
def _(row):
    for name in ("note", "incident", "close"):
        for when in ("1", "2", "1+"):
            demo = Demo().make().upto(name)
            before, log = strace("fsync:error=EIO:when=" + when, [demo.log()])
            done = demo.do(name, before=before)
            what = "%s, EIO %s" % (name, when)
            row.expect(fired(log), what + " did not fire")
            row.tried += 1
            row.expect(done.returncode in WRITTEN and os.path.exists(demo.log(".2")), "%s: %d %s" % (what, done.returncode, done.err))
            demo.check(row, what)
            demo.remove()
    for name, _ in JOURNEY:
        demo = Demo().make().upto(name)
        before, log = strace("fsync:error=EIO:when=1+")
        done = demo.do(name, before=before)
        row.expect(fired(log), "%s: EIO everywhere did not fire" % name)
        row.tried += 1
        row.expect(done.returncode == 74, "%s, EIO everywhere: %d %s" % (name, done.returncode, done.err))
        row.expect("NOT SAVED" in done.err and not confirmed(done.out, demo.sid), "%s confirmed: %s" % (name, done.out + done.err))
        demo.check(row, "%s, EIO everywhere" % name)
        demo.remove()


@row("6", "no space: injected, and a file system that is full")
def _(row):
    for code in ("ENOSPC", "EDQUOT"):
        for when in ("1", "1+"):
            demo = Demo().make().upto("note")
            before, log = strace("write:error=%s:when=%s" % (code, when), [demo.log()])
            done = demo.do("note", before=before)
            row.expect(fired(log), "%s did not fire" % code)
            row.tried += 1
            if when == "1":
                row.expect(done.returncode in WRITTEN and "the disk is full" in done.err, "%s: %s" % (code, done.err))
            else:
                row.expect(done.returncode == 74 and "NOT SAVED" in done.err, "%s for ever: %s" % (code, done.err))
            row.expect(not os.path.exists(os.path.join(demo.store, "reserve")), "the reserve was not used")
            demo.check(row, "%s %s" % (code, when))
            demo.remove()
    if os.geteuid() != 0:
        print("      SKIPPED, as it needs root: a file system that is full")
        return
    home = tempfile.mkdtemp(prefix="faults-")
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", home], check=True)
    try:
        demo = Demo(home).make().upto("note")
        refused = 0
        for number in range(400):
            done = demo.run("note", "-", "--as", "teacher-5b", stdin=("word " * 1600 + str(number)).encode())
            demo.confirmed |= confirmed(done.out, demo.sid)
            row.tried += 1
            if done.returncode == 74:
                refused += 1
                row.expect("NOT SAVED" in done.err, done.err)
                if refused == 3:
                    break
        row.expect(refused == 3, "the file system was never full")
        subprocess.run(["mount", "-o", "remount,size=2m", home], check=True)
        demo.check(row, "full")
        shutil.rmtree(demo.path)
    finally:
        subprocess.run(["umount", home], check=True)
        os.rmdir(home)


@row("9", "cut off at each byte, then gone on, and cut off again")
def _(row):
    demo = Demo().make().upto("incident")
    for path, name in ((demo.log(), "note"), (demo.ledger, "checkpoint")):
        whole = open(path, "rb").read()
        last = whole[:-1].rfind(b"\n") + 1
        size = len(whole)
        sizes = range(last, size) if LONG else sorted(random.sample(range(last, size), 40)) + [size - 1]
        for cut in sizes:
            copy = demo.copy()
            place = os.path.join(copy.path, os.path.relpath(path, demo.path))
            chain = demo.sid if name == "note" else "ledger"
            # A cut that takes a confirmed line away stands for a disk that lied.
            copy.confirmed = left(copy.confirmed, chain, whole[:cut])
            open(place, "wb").write(whole[:cut])
            row.tried += 1
            # Once more while the cut line is mended: the mending itself may be cut off anywhere.
            done = copy.do(name)
            row.expect(done.returncode in WRITTEN, "cut at %d: %s %d %s" % (cut, name, done.returncode, done.err))
            mended = open(place, "rb").read()
            second = random.randrange(cut, len(mended))
            copy.confirmed = left(copy.confirmed, chain, mended[:second])
            open(place, "wb").write(mended[:second])
            done = copy.do(name)
            row.expect(done.returncode in WRITTEN, "cut at %d and %d: %d %s" % (cut, second, done.returncode, done.err))
            after = copy.run("verify")
            # A ledger that lost entries which were told of elsewhere is damaged, and says so.
            good = (3, 4) if name == "note" else (1, 3, 4)
            row.expect(after.returncode in good, "cut at %d and %d: verify %d %s" % (cut, second, after.returncode, after.out))
            row.confirmed += len(copy.confirmed)
            missing = copy.confirmed - copy.present()
            row.lost += len(missing)
            row.expect(not missing, "cut at %d and %d: lost %s" % (cut, second, sorted(missing)))
            copy.agree(row, "cut at %d and %d" % (cut, second), after)
            copy.remove()
    demo.remove()


def left(entries, chain, data):
    """Those of some entries that the beginning of their chain's file still holds, or another chain."""
    held = {(v["body"]["sid"], v["body"]["seq"], v["hash"][:8]) for v in independent.chain(data, None, None)[1]}
    return {one for one in entries if one[0] != chain or one in held}


@row("12", "a bit flipped in a log of 20 entries")
def _(row):
    demo = Demo().make().upto("note")
    while len(independent.chain(open(demo.log(), "rb").read())[1]) < 20:
        demo.do("note")
    held = os.path.join(demo.home, "held.ckpt")
    assert demo.run("checkpoint", held).returncode == 0
    for path in (demo.log(), demo.ledger):
        whole = open(path, "rb").read()
        bits = range(len(whole) * 8) if LONG else random.sample(range(len(whole) * 8), 120)
        for bit in bits:
            data = bytearray(whole)
            data[bit // 8] ^= 1 << bit % 8
            open(path, "wb").write(data)
            done = demo.run("verify", "--against", held)
            row.tried += 1
            row.unseen += done.returncode in (0, 4)
            # The end of the last line, or the whole of it, looks as if it had been cut off.
            good = (1, 3) if bit // 8 >= whole[:-1].rfind(b"\n") + 1 else (1,)
            row.expect(done.returncode in good, "bit %d of %s: %d" % (bit, os.path.basename(path), done.returncode))
            try:
                theirs = independent.store(demo.store)
            except (OSError, KeyError, ValueError, IndexError) as error:
                theirs = [(True, repr(error))]
            row.expect(theirs, "bit %d of %s: verify.py saw nothing" % (bit, os.path.basename(path)))
        open(path, "wb").write(whole)
    row.expect(demo.run("verify", "--against", held).returncode == 0, "not whole again")
    demo.remove()


@row("13", "entries cut off, taken out, doubled, swapped, put in")
def _(row):
    demo = Demo().make().upto("checkpoint")
    held = os.path.join(demo.home, "held.ckpt")
    assert demo.run("checkpoint", held).returncode == 0
    for path in (demo.log(), demo.ledger):
        whole = open(path, "rb").read()
        lines = whole.splitlines(True)
        cases = [("cut", lines[:k]) for k in range(len(lines) - (path == demo.ledger))]
        cases += [("without %d" % k, lines[:k] + lines[k + 1 :]) for k in range(len(lines) - 1)]
        cases += [("twice %d" % k, lines[: k + 1] + lines[k:]) for k in range(len(lines))]
        cases += [("swapped %d" % k, lines[:k] + [lines[k + 1], lines[k]] + lines[k + 2 :]) for k in range(len(lines) - 1)]
        other = open(demo.ledger if path != demo.ledger else demo.log(), "rb").read().splitlines(True)[1]
        cases += [("put in %d" % k, lines[:k] + [other] + lines[k:]) for k in range(len(lines))]
        if not LONG:
            cases = random.sample(cases, min(len(cases), 40))
        for name, changed in cases:
            open(path, "wb").write(b"".join(changed))
            done = demo.run("verify", "--against", held)
            row.tried += 1
            # The ledger's own last entry is the checkpoint's: it came after what is vouched for.
            if name.startswith("cut") and path == demo.ledger and len(changed) >= len(lines) - 1:
                continue
            row.unseen += done.returncode in (0, 4)
            row.expect(done.returncode in (1, 2, 3), "%s of %s: %d" % (name, os.path.basename(path), done.returncode))
        open(path, "wb").write(whole)
    for name in os.listdir(os.path.join(demo.store, "plans")):
        place = os.path.join(demo.store, "plans", name)
        os.rename(place, place + ".away")
        done = demo.run("verify", "--against", held)
        row.tried += 1
        row.unseen += done.returncode in (0, 4)
        row.expect(done.returncode == 1, "plan gone: %d" % done.returncode)
        os.rename(place + ".away", place)
    os.rename(demo.log(), demo.log() + ".away")
    done = demo.run("verify", "--against", held)
    row.tried += 1
    row.unseen += done.returncode in (0, 4)
    row.expect(done.returncode == 1 and "its file is gone" in done.out, "session gone: %d" % done.returncode)
    demo.remove()


@row("16", "8 writers, with verify, checkpoint and openings")
def _(row):
    demo = Demo().make().upto("note")
    sid, count = demo.sid, 1000 if LONG else 25
    saved, alarms, stop = set(), [], threading.Event()
    lock = threading.Lock()

    def write(number):
        for index in range(count):
            done = demo.run("note", "%d of writer %d" % (index, number), "--as", "teacher-5b", "--session", sid)
            with lock:
                if done.returncode in WRITTEN:
                    saved.update(confirmed(done.out, sid))
                else:
                    alarms.append((number, done.returncode, done.err[:300]))

    def watch(words, good):
        while not stop.is_set():
            done = demo.run(*words)
            if done.returncode not in good:
                alarms.append((words, done.returncode, (done.out + done.err)[:300]))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    watchers = [
        threading.Thread(target=watch, args=(["verify"], (4,))),
        threading.Thread(target=watch, args=(["checkpoint"], (0,))),
        threading.Thread(target=watch, args=(["submit", READING, "--as", "ta-1"], WRITTEN)),
    ]
    for thread in threads + watchers:
        thread.start()
    for thread in threads:
        thread.join()
    stop.set()
    for thread in watchers:
        thread.join()
    demo.confirmed |= saved
    row.tried = 8 * count
    row.expect(len(saved) >= 8 * count, "%d confirmed" % len(saved))
    row.expect(not alarms, "alarms: %s" % alarms[:3])
    entries = independent.chain(open(demo.log(), "rb").read())[1]
    row.expect([e["body"]["seq"] for e in entries] == list(range(1, len(entries) + 1)), "seq has gaps")
    demo.check(row, "8 writers")
    demo.remove()


@row("21", "links, pipes and folders in the place of files")
def _(row):
    for kind in ("symlink", "hard link", "pipe", "folder"):
        for where in ("log", "ledger"):
            demo = Demo().make().upto("note")
            path = demo.log() if where == "log" else demo.ledger
            words = WORDS["note"] + ["--session", demo.sid] if where == "log" else ["submit", "plans/science.plan.json", "--as", "ta-1"]
            target = os.path.join(demo.home, "target")
            os.rename(path, target)
            before = open(target, "rb").read()
            if kind == "symlink":
                os.symlink(target, path)
            elif kind == "hard link":
                os.link(target, path)
            elif kind == "pipe":
                os.mkfifo(path)
            else:
                os.mkdir(path)
            for command in (words, ["checkpoint"]):
                done = demo.run(*command, timeout=30)
                row.tried += 1
                row.expect(done.returncode in (2, 74), "%s for %s: %s %d %s" % (kind, where, command[0], done.returncode, done.err))
                row.expect(not confirmed(done.out, "s"), "%s for %s: confirmed" % (kind, where))
            row.expect(open(target, "rb").read() == before, "%s for %s: the target was touched" % (kind, where))
            demo.remove()
    demo = Demo().make().upto("note")
    outside = os.path.join(demo.home, "outside")
    for name in ("plans", "checkpoints", "sessions"):
        place = os.path.join(demo.store, name)
        shutil.copytree(place, outside)
        os.rename(place, place + ".away")
        os.symlink(outside, place)
        before = sorted(os.listdir(outside))
        for command in (WORDS["decline"], WORDS["note"], ["checkpoint"], ["submit", "plans/science.plan.json", "--as", "ta-1"]):
            demo.run(*command, timeout=30)
            row.tried += 1
        row.expect(sorted(os.listdir(outside)) == before, "written through the link %s: %s" % (name, os.listdir(outside)))
        os.remove(place)
        os.rename(place + ".away", place)
        shutil.rmtree(outside)
    demo.remove()


@row("22", "names that lead elsewhere")
def _(row):
    demo = Demo().make().upto("note")
    marker = os.path.join(demo.home, "x.jsonl")
    open(marker, "w").write("")
    names = ["../x", "../../x", "/etc/passwd", "a/b", "x" * 300, "-rf", demo.sid.upper() + "A", "20261324-" + "0" * 16,
             "２０２６1124-" + "0" * 16, ".", "..", demo.sid + "\n", demo.sid + "/../x", ""]
    before = demo.present()
    for name in names:
        for words in (["note", "words", "--session=" + name], ["show", "--", name], ["verify", "--", name],
                      ["checkpoint", "--prove=" + name, "p.json"], ["approve", "--because", "x", "--as", "head", "--", name]):
            done = demo.run(*words, timeout=30)
            row.tried += 1
            row.expect(done.returncode in (1, 2, 74), "%s %r: %d" % (words[0], name, done.returncode))
            row.expect("\n\n\n" not in done.err, "%r" % done.err)
    row.expect(demo.present() == before, "something was written")
    row.expect(open(marker).read() == "", "a file outside was touched")
    demo.remove()


@row("25", "escape sequences in every text")
def _(row):
    nasty = "\x1b[2J\x1b]52;c;aGk=\x07\r\u009b31m\u202e\u200b\u2028=cmd()<script>"
    demo = Demo().make().upto("start")
    said = []
    plan = open(os.path.join(demo.path, MATHS)).read()
    escaped = nasty.replace("\x1b", "\\u001b").replace("\x07", "\\u0007").replace("\r", "\\r")
    open(os.path.join(demo.path, MATHS), "w").write(plan.replace("Year 5 maths", escaped))
    said.append(demo.run("submit", MATHS, "--as", "teacher-5b"))
    said.append(demo.do("start"))
    row.expect(demo.sid is not None, "no session: %s" % said[-1].err)
    commands = [
        ["note", nasty], ["note", "-"], ["join", nasty], ["leave", nasty], ["incident", "content", "--about", "pupil", "--facts", nasty],
        ["incident", "content", "--about", nasty, "--facts", "-"], ["close", nasty], ["show"], ["show", demo.sid or ""], ["approvals"],
        ["approve", nasty], ["decline", READING, "--because", nasty, "--as", "head"], ["approve", READING, "--because", nasty, "--as", "head"],
        ["review", "accept", nasty], ["review", "accept", demo.sid or "", "--finding", nasty, "--keep-text", "--as", "head"],
        ["review", "sign", "--closure", nasty, "--as", "head"], ["review", "done", nasty, "--as", "head"], ["review", "--as", "head"],
        ["review", "--output", "r.txt", "--recipient", nasty, "--as", "head"],
        ["submit", nasty], ["verify"], ["verify", nasty], ["verify", "--proof", nasty], ["checkpoint", "/no/" + nasty], ["init", "--demo", nasty + "/x"],
        ["start", nasty], ["note", "x", "--session", nasty], ["note", "x", "--as", nasty],
    ]
    for words in commands:
        if words[0] in ("note", "join", "leave", "incident", "close") and "--as" not in words:
            words = words + ["--as", "teacher-5b"]
        said.append(demo.run(*words, stdin=nasty.encode()))
    for one in said:
        row.tried += 1
        for text in (one.out, one.err):
            found = re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e\u200b\u2028]", text)
            row.expect(not found, "%s: %r" % (one.args[1:4], text[:300]))
    for folder, _, names in os.walk(demo.store):
        for name in names:
            if name != "reserve":
                data = open(os.path.join(folder, name), "rb").read()
                row.expect(not re.search(b"[\x00-\x09\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\x8b-\x8f\xa8-\xae]", data), "raw in " + name)
    demo.check(row, "escapes")
    demo.remove()


# Disposal of the journey's session: by the data protection officer and the head teacher, who both
# took no part in it.
WHY = "a test of faults"


class Disposal(Demo):
    """A demo whose session is over, so that it can be disposed of."""

    def make(self):
        super().make().upto("checkpoint")
        for told in ("osc", "it-admin"):
            assert self.run("incident", "--told", told, "--as", "teacher-5b", "--session", self.sid).returncode in WRITTEN
        return self

    def copy(self):
        new = Disposal()
        shutil.copytree(self.path, new.path, symlinks=True)
        new.confirmed = set(self.confirmed)
        return new

    def words(self, name):
        """The words of a step; whoever confirms gives the code of what they have seen."""
        if name == "propose":
            return ["redact", self.sid, "--because", WHY, "--as", "dpo"]
        if name == "hold":
            return ["redact", "--hold", self.sid, "--because", WHY, "--as", "chair"]
        if name == "reapply":
            return ["redact", "--reapply", "--as", "head"]
        if name == "confirm":
            shown = self.run("redact", "--confirm", "--all", "--as", "head")
            code = re.search(r"--seen (\w+)", shown.err)
            return ["redact", "--confirm", "--all", "--as", "head"] + (["--seen", code.group(1)] if code else [])
        return super().words(name)

    def erased(self):
        """Which of the session's texts are still there, in the log, in the ledger and in plans."""
        data = open(self.log(), "rb").read() + open(self.ledger, "rb").read()
        for name in os.listdir(os.path.join(self.store, "plans")):
            data += open(os.path.join(self.store, "plans", name), "rb").read()
        return not any(text in data for text in (b"A rude word", b"the camera froze", b"p-5b-02", b"Year 5 maths"))

    def finish(self, row, what):
        """Whatever happened: the record is whole or unfinished, and after the next command all is done."""
        before = self.run("verify")
        row.expect(before.returncode in (3, 4), "%s: verify %d\n%s" % (what, before.returncode, before.out))
        self.agree(row, what, before)
        shown = self.run("show", self.sid, "--as", "head")
        row.expect(shown.returncode in (0, 1), "%s: show %d %s" % (what, shown.returncode, shown.err))
        for name in ("reapply", "confirm"):
            done = self.do(name)
            row.expect(done.returncode in WRITTEN, "%s: then %s %d %s" % (what, name, done.returncode, done.err))
        row.expect(self.erased(), "%s: texts are left" % what)
        self.check(row, what)


@row("29", "disposal killed at each system call")
def _(row):
    base = Disposal().make()
    for name in ("propose", "hold", "confirm"):
        if name == "confirm":
            base = Disposal().make()
            assert base.do("propose").returncode in WRITTEN
        clean, words = base.copy(), base.words(name)
        places = points(words, clean.path, [".streamguard"])
        row.expect(len(places) > 10, "%s has only %d calls" % (name, len(places)))
        clean.remove()
        step = 1 if LONG else 5 if name == "confirm" else 15
        for call, count in places[random.randrange(step) :: step]:
            demo = base.copy()
            done = killed(words, demo.path, call, count)
            what = "%s killed at %s %d" % (name, call, count)
            row.expect(done.returncode in (-9, 137), "%s: not killed, %d" % (what, done.returncode))
            row.tried += 1
            demo.confirmed |= confirmed(done.out, demo.sid)
            if name == "confirm":
                demo.finish(row, what)
            else:
                demo.check(row, what, mend=False)
                again = demo.do(name)
                row.expect(again.returncode in (0, 1, 2), "%s: again %d %s" % (what, again.returncode, again.err))
                demo.check(row, what)
            demo.remove()
        done = base.do(name)
        row.expect(done.returncode in WRITTEN, "%s: %d %s" % (name, done.returncode, done.err))
    row.expect(base.erased(), "texts are left")
    base.remove()


@row("29a", "disposal on a disk that is full, or that fails")
def _(row):
    base = Disposal().make()
    assert base.do("propose").returncode in WRITTEN
    words = base.words("confirm")
    for call, code in (("write", "ENOSPC"), ("fsync", "EIO"), ("renameat", "EIO"), ("unlinkat", "EIO"), ("openat", "EACCES")):
        clean = base.copy()
        places = [count for one, count in points(words, clean.path, [".streamguard"]) if one == call]
        clean.remove()
        row.expect(places, "no %s" % call)
        step = 1 if LONG else max(1, len(places) // 5)
        for count in places[random.randrange(step) :: step]:
            for when in (str(count), "%d+" % count):
                demo = base.copy()
                before, log = strace("%s:error=%s:when=%s" % (call, code, when), trace=CALLS)
                done = demo.run(*words, before=before)
                demo.confirmed |= confirmed(done.out, demo.sid)
                what = "confirm, %s %s at %s" % (call, code, when)
                row.expect(fired(log), what + " did not fire")
                row.tried += 1
                row.expect(done.returncode in (0, 1, 2, 74, 77), "%s: %d %s" % (what, done.returncode, done.err))
                row.expect(done.returncode != 0 or demo.erased(), "%s: said to be done" % what)
                demo.finish(row, what)
                demo.remove()
    base.remove()


@row("29b", "an old copy put back after a disposal")
def _(row):
    demo = Disposal().make()
    assert demo.do("propose").returncode in WRITTEN
    old = {name: open(name, "rb").read() for name in (demo.log(), demo.ledger)}
    plans = os.path.join(demo.store, "plans")
    kept = {name: open(os.path.join(plans, name), "rb").read() for name in os.listdir(plans)}
    row.expect(demo.do("confirm").returncode == 0 and demo.erased(), "not erased")
    # The lines of before, and those that came since.
    for path, data in old.items():
        new = open(path, "rb").read().splitlines(True)
        lines = data.splitlines(True)
        whole = open(path, "rb").read()
        open(path, "wb").write(b"".join(lines + new[len(lines) :]))
        row.tried += 1
        done = demo.run("verify")
        row.unseen += done.returncode in (0, 4)
        row.expect(done.returncode == 1 and "--reapply" in done.out, "old %s: %d" % (os.path.basename(path), done.returncode))
        demo.agree(row, "old copy", done)
        row.expect(demo.do("reapply").returncode == 0 and demo.erased(), "not erased again")
        row.expect(demo.run("verify").returncode == 4, "not whole again: %s" % demo.run("verify").out)
        # The whole file of before lacks entries that were told of.
        if path == demo.log():
            current = open(path, "rb").read()
            open(path, "wb").write(data)
            row.tried += 1
            done = demo.run("verify")
            row.unseen += done.returncode in (0, 4)
            row.expect(done.returncode == 1, "the whole old file: %d" % done.returncode)
            open(path, "wb").write(current)
    for name, data in kept.items():
        if not os.path.exists(os.path.join(plans, name)):
            open(os.path.join(plans, name), "wb").write(data)
            row.tried += 1
    done = demo.run("verify")
    row.unseen += done.returncode in (0, 4)
    row.expect(done.returncode == 1, "old plans: %d" % done.returncode)
    demo.agree(row, "old plans", done)
    row.expect(demo.do("reapply").returncode == 0 and demo.erased(), "plans not erased again")
    demo.check(row, "old copies")
    demo.remove()


@row("29c", "two people confirm at once, beside a writer and verify")
def _(row):
    for _ in range(20 if LONG else 4):
        demo = Disposal().make()
        assert demo.do("propose").returncode in WRITTEN
        words = demo.words("confirm")
        other = [word if word != "head" else "chair" for word in words]
        alarms, stop, codes = [], threading.Event(), []

        def watch(command, good):
            while not stop.is_set():
                done = demo.run(*command)
                if done.returncode not in good:
                    alarms.append((command[0], done.returncode, (done.out + done.err)[:400]))

        watchers = [
            # While it goes on it is unfinished, and never damaged.
            threading.Thread(target=watch, args=(["verify"], (3, 4))),
            threading.Thread(target=watch, args=(["submit", READING, "--as", "ta-1"], WRITTEN)),
            threading.Thread(target=watch, args=(["show", demo.sid, "--as", "head"], WRITTEN)),
        ]
        people = [threading.Thread(target=lambda w=w: codes.append(demo.run(*w))) for w in (words, other)]
        for thread in watchers + people:
            thread.start()
        for thread in people:
            thread.join()
        stop.set()
        for thread in watchers:
            thread.join()
        row.tried += 1
        row.expect(not alarms, "alarms: %s" % alarms[:3])
        row.expect(any(one.returncode == 0 for one in codes), "nobody did it: %s" % [one.err for one in codes])
        row.expect(all(one.returncode in (0, 2, 77) for one in codes), "%s" % [(one.returncode, one.err) for one in codes])
        kinds = [v["body"].get("facts", {}).get("what") for v in independent.chain(open(demo.ledger, "rb").read())[1]]
        row.expect(kinds.count("confirm") == 1 and kinds.count("done") == 1, "%s" % kinds)
        row.expect(demo.erased(), "texts are left")
        demo.check(row, "two at once")
        demo.remove()


@row("30", "erased text is nowhere in the folder")
def _(row):
    demo = Disposal().make()
    demo.do("propose")
    row.expect(demo.do("confirm").returncode == 0, "not erased")
    for folder, _, names in os.walk(demo.store):
        for name in names:
            data = open(os.path.join(folder, name), "rb").read()
            row.tried += 1
            for text in (b"A rude word", b"the camera froze", b"p-5b-02", b"Year 5 maths"):
                row.expect(text not in data, "%r in %s" % (text, name))
    demo.check(row, "erased")
    demo.remove()


@row("35", "modes of files, and what stands in errors")
def _(row):
    old = os.umask(0)
    try:
        demo = Demo().make().upto("checkpoint")
        demo.do("checkpoint")
    finally:
        os.umask(old)
    for folder, names, files in os.walk(demo.path):
        for name in names + files:
            mode = stat.S_IMODE(os.stat(os.path.join(folder, name)).st_mode)
            row.tried += 1
            row.expect(mode == (0o700 if name in names else 0o600), "%s %o" % (name, mode))
    demo.remove()
    demo = Demo().make().upto("note")
    before, log = strace("write:error=EIO:when=1+", [demo.log()])
    done = demo.run("note", "-", "--as", "teacher-5b", stdin=b"MARKER-4711", before=before)
    row.tried += 1
    row.expect(fired(log) and done.returncode == 74 and "MARKER-4711" not in done.err, "%d %s" % (done.returncode, done.err))
    demo.remove()


@row("37", "a proof of one session, and every bit of it")
def _(row):
    demo = Demo().make().upto("checkpoint")
    made = demo.run("checkpoint", "--prove", demo.sid, "proof.json")
    row.expect(made.returncode == 0, made.err)
    path, log = os.path.join(demo.path, "proof.json"), demo.log()
    minutes = os.path.join(demo.home, "minutes.txt")
    open(minutes, "w").write(made.out)
    judge = ["verify", "--proof", path, log, "--against", minutes]
    row.expect(demo.run(*judge).returncode == 0, "the proof: %s" % demo.run(*judge).out)
    row.expect(not independent.proof(path, [open(log, "rb").read()]), "verify.py: the proof")
    whole = open(path, "rb").read()
    bits = range((len(whole) - 1) * 8) if LONG else random.sample(range((len(whole) - 1) * 8), 60)
    for bit in bits:
        data = bytearray(whole)
        data[bit // 8] ^= 1 << bit % 8
        open(path, "wb").write(data)
        done = demo.run(*judge)
        row.tried += 1
        row.unseen += done.returncode == 0
        row.expect(done.returncode in (1, 2, 4), "bit %d of the proof: %d" % (bit, done.returncode))
    demo.remove()


print("seed %d (FAULTS_SEED=%d does the same again)" % (SEED, SEED), flush=True)
sys.exit(not finish())
