#!/usr/bin/env python3
"""Tries the record against faults of processes and disks, through a build that writes what it is told.

Rows are those of the fault catalogue.
"""
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.dirname(__file__))
from harness import CALLS, LONG, PROGRAM, finish, fired, receipts, row, run, strace  # noqa: E402
import verify as independent  # noqa: E402


class Store:
    """A record in a folder of its own."""

    def __init__(self, path=None):
        self.home = tempfile.mkdtemp(prefix="faults-") if path is None else os.path.dirname(path)
        self.path = path or os.path.join(self.home, "store")

    def create(self, entries=2):
        assert run("driver", "create", store=self.path).returncode == 0
        self.sid = receipts(run("driver", "open", store=self.path).out)[0][0]
        done = run("driver", "append", self.sid, str(entries), store=self.path)
        self.confirmed = receipts(done.out)
        assert len(self.confirmed) == entries, done.err
        return self

    def copy(self):
        new = Store()
        shutil.copytree(self.path, new.path, symlinks=True)
        new.sid, new.confirmed = self.sid, list(self.confirmed)
        return new

    def file(self, sid=None, segment=""):
        sid = sid or self.sid
        return os.path.join(self.path, "sessions", sid[:4], sid[4:6], sid + segment + ".jsonl")

    @property
    def ledger(self):
        return os.path.join(self.path, "ledger.jsonl")

    def driver(self, *words, **more):
        return run("driver", *words, store=self.path, **more)

    def verify(self, *words):
        return run("verify", *words, store=self.path)

    def present(self, sid=None):
        found = set()
        for folder, _, names in os.walk(self.path):
            for name in names:
                if name.endswith(".jsonl"):
                    data = open(os.path.join(folder, name), "rb").read()
                    for value in independent.verify(data)[1]:
                        body = value["body"]
                        found.add((body["sid"], str(body["seq"]), value["hash"][:8]))
        return found

    def check(self, row, what, confirmed=(), mend=True):
        """Nothing confirmed is lost; the next entry is taken; then the record is whole."""
        all_confirmed = self.confirmed + list(confirmed)
        row.confirmed += len(all_confirmed)
        before = self.verify()
        row.expect(before.returncode in (3, 4), "%s: verify %d\n%s" % (what, before.returncode, before.out + before.err))
        missing = sorted(set(all_confirmed) - self.present())
        row.lost += len(missing)
        row.expect(not missing, "%s: lost %s" % (what, missing))
        if mend:
            after = self.driver("append", self.sid, "1")
            row.expect(after.returncode == 0, "%s: then append %d %s" % (what, after.returncode, after.err))
            self.driver("approve")
            final = self.verify()
            row.expect(final.returncode == 4, "%s: then verify %d\n%s" % (what, final.returncode, final.out))
        self.agree(row, what)

    def agree(self, row, what):
        """The other verifier says the same of every chain."""
        for folder, _, names in os.walk(os.path.join(self.path, "sessions")):
            for name in names:
                segments = [n for n in names if n.split(".")[0] == name.split(".")[0]]
                if name.endswith(".jsonl") and len(segments) == 1:
                    problems, _ = independent.verify(open(os.path.join(folder, name), "rb").read())
                    row.expect(not any(d for d, _ in problems), "%s: verify.py: %s" % (what, problems))

    def remove(self):
        shutil.rmtree(self.home, ignore_errors=True)


@row("1", "killed at each system call")
def _(row):
    base = Store().create()
    base.driver("incident", base.sid)
    base.confirmed = sorted(one for one in base.present() if one[0] == base.sid)
    commands = {
        "open": ["driver", "open"],
        "append": ["driver", "append", base.sid, "1"],
        "incident": ["driver", "incident", base.sid],
        "close": ["driver", "close", base.sid],
        "approve": ["driver", "approve"],
        "erase": ["driver", "erase", base.sid, "2", "note"],
        "checkpoint": ["checkpoint"],
        "create": ["driver", "create"],
    }
    for name, words in commands.items():
        clean = base.copy()
        if name == "create":
            shutil.rmtree(clean.path)
        log = tempfile.mktemp()
        run(*words, store=clean.path, before=["strace", "-o", log, "-e", "trace=" + CALLS])
        points, counts, begun = [], {}, False
        for line in open(log):
            if not re.match(r"[a-z0-9]+\(", line):
                continue
            call = line.split("(")[0]
            counts[call] = counts.get(call, 0) + 1
            begun = begun or clean.path in line or (name == "create" and clean.home in line)
            if begun:
                points.append((call, counts[call]))
        clean.remove()
        for index, (call, count) in enumerate(points):
            if not LONG and index % 4:
                continue
            store = base.copy()
            if name == "create":
                shutil.rmtree(store.path)
            words_, log = strace("%s:signal=SIGKILL:when=%d" % (call, count), trace=CALLS)
            done = run(*words, store=store.path, before=words_)
            if os.path.exists(log):
                os.remove(log)
            what = "%s killed at %s %d" % (name, call, count)
            row.expect(done.returncode in (-9, 137), "%s: not killed, %d" % (what, done.returncode))
            row.tried += 1
            if name == "create":
                if os.path.exists(store.path):
                    row.expect(store.verify().returncode in (3, 4), what)
                else:
                    row.expect(run("driver", "create", store=store.path).returncode == 0, what)
            elif name == "erase":
                erased(row, store, what, receipts(done.out))
            else:
                extra = len(store.present() - set(base.present()))
                row.expect(extra <= 4, "%s: %d extra entries" % (what, extra))
                if name == "close":
                    closed(row, store, what, receipts(done.out))
                else:
                    store.check(row, what, receipts(done.out))
            store.remove()
    base.remove()


def closed(row, store, what, confirmed):
    """A session that may be closed by now takes no other entry."""
    store.check(row, what, confirmed, mend=False)
    done = store.driver("close", store.sid)
    row.expect(done.returncode in (0, 2), "%s: then close %d" % (what, done.returncode))
    store.driver("approve")
    row.expect(store.verify().returncode == 4, "%s: then verify" % what)


def erased(row, store, what, confirmed):
    before = store.verify()
    row.expect(
        before.returncode in (3, 4) or "though it was erased" in before.out,
        "%s: %s" % (what, before.out),
    )
    missing = sorted(set(store.confirmed + list(confirmed)) - store.present())
    row.lost += len(missing)
    row.expect(not missing, "%s: lost %s" % (what, missing))
    done = store.driver("reapply", store.sid)
    row.expect(done.returncode == 0, "%s: reapply %s" % (what, done.err))
    after = store.verify()
    row.expect(after.returncode == 4, "%s: then verify %s" % (what, after.out))


@row("2", "killed at random moments")
def _(row):
    store = Store().create()
    for _ in range(500 if LONG else 60):
        process = subprocess.Popen(
            [PROGRAM, "driver", "append", store.sid, "1000000", "--store", store.path],
            stdout=subprocess.PIPE,
        )
        time.sleep(random.uniform(0.01, 0.15))
        process.kill()
        out = process.stdout.read().decode()
        process.wait()
        row.tried += 1
        # The last line may have been cut by the kill.
        store.confirmed += receipts(out[: out.rfind("\n") + 1])
    store.check(row, "killed at random")
    store.remove()


@row("5", "fsync fails: once, for ever, with a waiter")
def _(row):
    for when in ("1", "2", "1+", "2+"):
        store = Store().create()
        words, log = strace("fsync:error=EIO:when=" + when, [store.file()])
        done = store.driver("append", store.sid, "1", before=words)
        row.expect(fired(log), "EIO %s did not fire" % when)
        row.tried += 1
        row.expect(done.returncode == 0 and os.path.exists(store.file(segment=".2")), "%s: %s" % (when, done.err))
        store.check(row, "EIO %s" % when, receipts(done.out))
        store.remove()
    store = Store().create()
    words, log = strace("fsync:error=EIO:when=1+")
    done = store.driver("append", store.sid, "1", before=words)
    row.expect(fired(log), "EIO everywhere did not fire")
    row.tried += 1
    row.expect(done.returncode == 74 and "NOT SAVED" in done.err and not receipts(done.out), "everywhere: %d %s" % (done.returncode, done.err))
    store.check(row, "EIO everywhere")
    store.remove()
    # While one holds the lock and its fsync fails late, another waits, and must follow.
    store = Store().create()
    words, log = strace("fsync:error=EIO:when=2:delay_enter=1s", [store.file()])
    first = subprocess.Popen([*words, PROGRAM, "driver", "append", store.sid, "1", "--store", store.path], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    time.sleep(0.6)
    second = store.driver("append", store.sid, "1")
    out = first.communicate()[0].decode()
    row.expect(fired(log), "EIO with a waiter did not fire")
    row.tried += 1
    data = open(store.file(segment=".2"), "rb").read()
    row.expect(data.count(b"\n") == 3, "the waiter did not follow: %d lines" % data.count(b"\n"))
    store.check(row, "EIO with a waiter", receipts(out) + receipts(second.out))
    store.remove()


@row("6", "no space: injected, a full file system")
def _(row):
    for code in ("ENOSPC", "EDQUOT"):
        for when, status in (("1", 0), ("1+", 74)):
            store = Store().create()
            words, log = strace("write:error=%s:when=%s" % (code, when), [store.file()])
            done = store.driver("append", store.sid, "1", before=words)
            row.expect(fired(log), "%s did not fire" % code)
            row.tried += 1
            row.expect(done.returncode == status, "%s %s: %d %s" % (code, when, done.returncode, done.err))
            row.expect(not os.path.exists(os.path.join(store.path, "reserve")), "the reserve was not used")
            row.expect("the disk is full" in done.err or status, "%s: no warning" % code)
            row.expect(status == 0 or "NOT SAVED" in done.err, done.err)
            store.check(row, "%s %s" % (code, when), receipts(done.out))
            store.remove()
    if os.geteuid() == 0:
        home = tempfile.mkdtemp(prefix="faults-")
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=160k", "tmpfs", home], check=True)
        try:
            store = Store(os.path.join(home, "store")).create()
            done = store.driver("append", store.sid, "2000")
            row.tried += 1
            row.expect(done.returncode == 74 and "NOT SAVED" in done.err, "full: %d %s" % (done.returncode, done.err))
            row.expect("the disk is full" in done.err, "the reserve was not used: %s" % done.err)
            subprocess.run(["mount", "-o", "remount,size=1m", home], check=True)
            store.check(row, "full", receipts(done.out))
            shutil.rmtree(store.path)
        finally:
            subprocess.run(["umount", home], check=True)
            os.rmdir(home)


@row("7", "a limit on the size of files")
def _(row):
    store = Store().create(entries=10)
    limit = os.path.getsize(store.file()) + 300
    done = store.driver("append", store.sid, "1", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
    row.tried += 1
    row.expect(done.returncode == 74 and "NOT SAVED" in done.err, "%d %s" % (done.returncode, done.err))
    store.check(row, "limit on the size")
    store.remove()


@row("8", "interrupted calls")
def _(row):
    for call in ("openat", "flock", "pread64", "write", "fsync"):
        store = Store().create()
        # Names are opened from the folder that holds them.
        path = os.path.dirname(store.file()) if call == "openat" else store.file()
        words, log = strace("%s:error=EINTR:when=1..3+2" % call, [path])
        done = store.driver("append", store.sid, "1", before=words)
        row.expect(fired(log), "EINTR of %s did not fire" % call)
        row.tried += 1
        row.expect(done.returncode == 0, "EINTR of %s: %s" % (call, done.err))
        store.check(row, "EINTR of %s" % call, receipts(done.out))
        store.remove()


@row("15", "a write that lies")
def _(row):
    for count in (1, 10, 400):
        store = Store().create()
        words, log = strace("write:retval=%d:when=1" % count, [store.file()])
        done = store.driver("append", store.sid, "1", before=words)
        row.expect(fired(log), "the lie did not fire")
        row.tried += 1
        row.expect(done.returncode == 74 and not receipts(done.out), "confirmed a lie: %s" % done.out)
        store.check(row, "lying write")
        store.remove()


@row("16", "8 writers, with verify, checkpoint, erasures")
def _(row):
    store = Store().create()
    count = 1000 if LONG else 250
    start = time.time()
    writers = [
        subprocess.Popen([PROGRAM, "driver", "append", store.sid, str(count), "--store", store.path], stdout=subprocess.PIPE)
        for _ in range(8)
    ]
    alarms, stop = [], threading.Event()

    def watch(words, good):
        while not stop.is_set():
            done = run(*words, store=store.path)
            if done.returncode not in good:
                alarms.append((words, done.returncode, (done.out + done.err)[:300]))

    watchers = [
        threading.Thread(target=watch, args=(["verify"], (4,))),
        threading.Thread(target=watch, args=(["checkpoint"], (0,))),
        threading.Thread(target=watch, args=(["driver", "incident", store.sid], (0,))),
        threading.Thread(target=watch, args=(["driver", "open"], (0,))),
    ]
    for thread in watchers:
        thread.start()
    for seq in range(2, 6):
        done = store.driver("erase", store.sid, str(seq), "note")
        row.expect(done.returncode == 0 or "no entry" in done.err, "erase: %s" % done.err)
        time.sleep(0.3)
    for writer in writers:
        store.confirmed += receipts(writer.communicate()[0].decode())
    row.seconds = time.time() - start
    stop.set()
    for thread in watchers:
        thread.join()
    row.tried = len(store.confirmed)
    row.expect(len(store.confirmed) == 8 * count + 2, "%d confirmed" % len(store.confirmed))
    row.expect(not alarms, "alarms: %s" % alarms[:3])
    entries = independent.verify(open(store.file(), "rb").read())[1]
    row.expect([e["body"]["seq"] for e in entries] == list(range(1, len(entries) + 1)), "seq has gaps")
    store.check(row, "8 writers")
    store.remove()


@row("17", "locks: none, hung holder, killed holder")
def _(row):
    for code in ("ENOLCK", "EOPNOTSUPP"):
        store = Store().create()
        before = open(store.file(), "rb").read()
        words, log = strace("flock:error=%s:when=1+" % code)
        done = store.driver("append", store.sid, "1", before=words)
        row.expect(fired(log), "%s did not fire" % code)
        row.tried += 1
        row.expect(done.returncode == 74 and "cannot be locked" in done.err, "%s: %s" % (code, done.err))
        row.expect(open(store.file(), "rb").read() == before, "written without a lock")
        store.remove()
    import fcntl

    store = Store().create()
    holder = subprocess.Popen(
        [sys.executable, "-c", "import fcntl,sys,time; f=open(sys.argv[1],'r+'); fcntl.flock(f,2); print(1,flush=True); time.sleep(99)", store.file()],
        stdout=subprocess.PIPE,
    )
    holder.stdout.readline()
    holder.send_signal(signal.SIGSTOP)
    done = store.driver("append", store.sid, "1")
    row.tried += 1
    row.expect(done.returncode == 74 and "process %d has kept" % holder.pid in done.err, "hung holder: %d %s" % (done.returncode, done.err))
    holder.kill()
    holder.wait()
    store.check(row, "killed holder")
    row.tried += 1
    store.remove()


@row("20", "folders that may not be written to, limits")
def _(row):
    store = Store().create()
    os.chmod(store.home, 0o755)

    def nobody():
        os.setgid(65534)
        os.setuid(65534)

    if os.geteuid() == 0:
        done = store.driver("append", store.sid, "1", preexec_fn=nobody)
        row.tried += 1
        row.expect(done.returncode == 77 and "NOT SAVED" in done.err, "not readable: %d %s" % (done.returncode, done.err))
        done = run("verify", store=store.path, preexec_fn=nobody)
        row.expect(done.returncode == 2, "verify of the unreadable: %d" % done.returncode)
        done = run("driver", "create", store=os.path.join(store.home, "new"), preexec_fn=nobody)
        row.tried += 1
        row.expect(done.returncode == 77 and os.listdir(store.home) == ["store"], "create: %d %s" % (done.returncode, os.listdir(store.home)))
    for count in range(4, 14):
        done = store.driver("append", store.sid, "1", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (count, count)))
        row.tried += 1
        row.expect(done.returncode in (0, 74, 127, -6), "%d files: %d %s" % (count, done.returncode, done.err))
        store.confirmed += receipts(done.out)
    store.check(row, "limits")
    done = run("driver", "create", store=os.path.join(store.home, "no/such/place"))
    row.expect(done.returncode == 74, "missing parent: %d" % done.returncode)
    store.remove()


@row("21", "links, pipes, devices in the place of a log")
def _(row):
    for kind in ("symlink", "hard link", "pipe", "device", "folder", "socket"):
        for ledger in (False, True):
            store = Store().create()
            path = store.ledger if ledger else store.file()
            target = os.path.join(store.home, "target")
            shutil.copy(path, target)
            before = open(target, "rb").read()
            os.remove(path)
            if kind == "symlink":
                os.symlink(target, path)
            elif kind == "hard link":
                os.link(target, path)
            elif kind == "pipe":
                os.mkfifo(path)
            elif kind == "folder":
                os.mkdir(path)
            elif kind == "socket":
                import socket

                place = os.getcwd()
                os.chdir(os.path.dirname(path))
                socket.socket(socket.AF_UNIX).bind(os.path.basename(path))
                os.chdir(place)
            elif os.geteuid() == 0:
                os.mknod(path, 0o600 | 0o020000, os.makedev(1, 7))  # /dev/full
            for words in (["driver", "append", store.sid, "1"], ["driver", "approve"], ["driver", "open"]):
                if words[1] == "append" and ledger:
                    continue
                if words[1] != "append" and not ledger:
                    continue
                done = run(*words, store=store.path, timeout=20)
                row.tried += 1
                row.expect(done.returncode in (2, 74), "%s: %s %d %s" % (kind, words[1], done.returncode, done.err))
                row.expect(not receipts(done.out), "%s: confirmed" % kind)
            row.expect(open(target, "rb").read() == before, "%s: the target was touched" % kind)
            if kind != "hard link":
                # A second name changes nothing about what is read.
                row.expect(run("verify", store=store.path, timeout=20).returncode in (1, 2), "%s: verify" % kind)
            store.remove()
    store = Store().create()
    sessions = os.path.join(store.path, "sessions")
    outside = os.path.join(store.home, "outside")
    os.rename(sessions, outside)
    os.symlink(outside, sessions)
    done = store.driver("append", store.sid, "1")
    row.tried += 1
    row.expect(done.returncode in (2, 74) and not receipts(done.out), "folder as link: %d" % done.returncode)
    store.remove()


@row("22", "hostile ids of sessions")
def _(row):
    store = Store().create()
    ids = ["../x", "a/b", "20261124-../../../../x", "x" * 300, "-rf", store.sid.upper(), store.sid + "/", "20261324-" + "0" * 16,
           "２０２６1124-" + "0" * 16, "20261124-" + "0" * 15 + "i", ".", "..", store.sid + "\n", " " + store.sid]
    for name in ids:
        log = tempfile.mktemp()
        done = run("verify", "--store", store.path, "--", name, before=["strace", "-o", log, "-e", "trace=openat,newfstatat"])
        row.tried += 1
        row.expect(done.returncode == 2, "%r: %d" % (name, done.returncode))
        opened = [line for line in open(log) if "sessions" in line or name.strip("./ ") and name in line]
        os.remove(log)
        row.expect(not opened, "%r was opened: %s" % (name, opened))
    store.remove()


@row("23", "notes of all sizes, kept exactly or refused")
def _(row):
    store = Store().create()
    cases = [b"", b"x" * 16384, b"x" * 16385, b"\n" * 10000, b"\n" * 16384, b"\x01" * 10000, "é\u202e\u200b\U0001F600".encode() * 1000, b"y" * (1 << 20), b"y" * (10 << 20)]
    for note in cases:
        done = store.driver("note", store.sid, stdin=note)
        row.tried += 1
        if done.returncode == 0:
            entries = independent.verify(open(store.file(), "rb").read())[1]
            row.expect(entries[-1]["open"]["note"][1].encode() == note, "%d bytes came back otherwise" % len(note))
        else:
            row.expect(len(note) > 16384 or note.startswith(b"\x01"), "%d bytes were refused: %s" % (len(note), done.err))
            row.expect(done.returncode == 2 and "NOT SAVED" in done.err, done.err)
    for note in (b"\xff", b"a\xed\xa0\x80", b"\xc0\xaf"):
        row.tried += 1
        row.expect(store.driver("note", store.sid, stdin=note).returncode == 2, "%r was taken" % note)
    store.check(row, "notes")
    store.remove()


@row("25", "escape sequences in notes and names")
def _(row):
    store = Store().create()
    nasty = "\x1b[2J\x1b]52;c;aGk=\x07\r\u009b31m\u202e\u200b\u2028"
    store.driver("note", store.sid, stdin=nasty.encode())
    os.mkdir(os.path.join(store.path, "sessions/2026/11/a\x1b[2Jb"))
    for done in (store.driver("show", store.sid), store.verify(), run("verify", store="/x\x1b[2J"), run("verify", "--against", "/n\x1b[2J", store=store.path)):
        row.tried += 1
        for text in (done.out, done.err):
            row.expect(not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e\u200b\u2028]", text), repr(text))
    row.expect(b"\x1b" not in open(store.file(), "rb").read(), "raw in the file")
    store.remove()


@row("28", "hostile files in the place of a log")
def _(row):
    store = Store().create()
    whole = open(store.file(), "rb").read()
    line = whole.splitlines(True)[1]
    tails = [b"\xef\xbb\xbf" + line, line[:-1] + b"\r\n", line.replace(b'"v":1', b'"v":1,"v":1'), line.replace(b'"v":1', b'"v":1.0'),
             line.replace(b"}}", b"},}"), b"[" * 100000 + b"\n", b"9e99999\n" * 1000, line.replace(b"sid", b"\\u0073id"), b"\n" * 1000000, b"x" * (64 << 20)]
    for tail in tails:
        open(store.file(), "wb").write(whole + tail + line)
        start = time.time()
        done = run("verify", store=store.path, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30)))
        row.tried += 1
        row.expect(done.returncode in (1, 3), "%r: %d" % (tail[:20], done.returncode))
        row.expect(time.time() - start < 10, "%r took %d s" % (tail[:20], time.time() - start))
        row.unseen += done.returncode in (0, 4)
    store.remove()


@row("30", "erased text is nowhere")
def _(row):
    store = Store().create()
    marker = b"MARKER-4711-QUEEN"
    # A copy in the remains of a cut-off entry has to go too.
    store.driver("note", store.sid, stdin=b"first")
    store.driver("note", store.sid, stdin=marker)
    data = open(store.file(), "rb").read()
    seq = independent.verify(data)[1][-1]["body"]["seq"]
    open(store.file(), "ab").write(data.splitlines(True)[-1][:-5])
    store.driver("append", store.sid, "1")
    row.expect(sum(marker in l for l in open(store.file(), "rb")) == 2, "the marker is not there twice")
    done = store.driver("erase", store.sid, str(seq), "note")
    row.tried += 1
    row.expect(done.returncode == 0, done.err)
    for folder, _, names in os.walk(store.path):
        for name in names:
            row.expect(marker not in open(os.path.join(folder, name), "rb").read(), "in " + name)
    row.expect(store.verify().returncode == 4, "verify")
    store.remove()


@row("35", "privacy: modes, arguments")
def _(row):
    store = Store()
    os.umask(0)
    store.create()
    store.driver("note", store.sid, stdin=b"secret")
    run("checkpoint", store=store.path)
    os.umask(0o022)
    for folder, names, files in os.walk(store.path):
        for name in names + files:
            mode = os.stat(os.path.join(folder, name)).st_mode & 0o777
            row.tried += 1
            row.expect(mode == (0o700 if name in names else 0o600), "%s %o" % (name, mode))
    row.expect(os.stat(store.path).st_mode & 0o777 == 0o700, "the store")
    words, log = strace("write:error=EIO:when=1+", [store.file()])
    done = store.driver("note", store.sid, stdin=b"secret", before=words)
    row.expect(fired(log) and "secret" not in done.err, "a note in an error")
    store.remove()


@row("34", "verify's exit status, in a pipe and not")
def _(row):
    store = Store().create(entries=5)
    held = os.path.join(store.home, "held")
    os.mkdir(held)
    run("checkpoint", os.path.join(held, "1.ckpt"), store=store.path)
    row.expect(store.verify("--against", held).returncode == 0, "clean")
    row.expect(store.verify().returncode == 4, "no checkpoint")
    row.expect(store.verify("--against", store.home + "/none").returncode == 2, "no such folder")
    data = open(store.file(), "rb").read()
    for name, bytes_, status in (("flip", data[:900] + b"#" + data[901:], 1), ("torn", data[:-5], 1), ("cut", b"".join(data.splitlines(True)[:3]), 1)):
        open(store.file(), "wb").write(bytes_)
        done = store.verify("--against", held)
        row.tried += 1
        row.expect(done.returncode == status and store.sid in done.out, "%s: %d %s" % (name, done.returncode, done.out))
        shell = subprocess.run(["bash", "-c", "set -o pipefail; \"$0\" verify --store \"$1\" --against \"$2\" | cat; exit ${PIPESTATUS[0]}", PROGRAM, store.path, held], capture_output=True)
        row.expect(shell.returncode == status, "%s in a pipe: %d" % (name, shell.returncode))
    store.remove()


@row("3", "power cuts of a real file system")
def _(row):
    if os.geteuid() != 0 or not shutil.which("mkfs.ext4"):
        print("      (no ext4 here, or not root)")
        return
    home = tempfile.mkdtemp(prefix="faults-")
    image, mount, second = (os.path.join(home, name) for name in ("disk", "mount", "copy"))
    os.mkdir(mount)
    os.mkdir(second)
    subprocess.run(["truncate", "-s", "16M", image], check=True)
    subprocess.run(["mkfs.ext4", "-q", image], check=True)
    subprocess.run(["mount", "-o", "loop", image, mount], check=True)
    try:
        store = Store(os.path.join(mount, "store")).create()
        for _ in range(200 if LONG else 10):
            writer = subprocess.Popen([PROGRAM, "driver", "append", store.sid, "100000", "--store", store.path], stdout=subprocess.PIPE)
            time.sleep(random.uniform(0.01, 0.1))
            writer.send_signal(signal.SIGSTOP)
            shutil.copy(image, image + ".cut")
            writer.kill()
            out = writer.communicate()[0].decode()
            store.confirmed += receipts(out[: out.rfind("\n") + 1])
            subprocess.run(["mount", "-o", "loop", image + ".cut", second], check=True)
            try:
                cut = Store(os.path.join(second, "store"))
                cut.sid, cut.confirmed = store.sid, store.confirmed
                cut.check(row, "power cut", mend=False)
                row.tried += 1
            finally:
                subprocess.run(["umount", second], check=True)
    finally:
        subprocess.run(["umount", mount], check=True)
        shutil.rmtree(home)


sys.exit(not finish())
