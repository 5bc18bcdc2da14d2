"""What the rows of the fault catalogue share: how a command is run, how faults are put into it, and
the table of what came of it.

A fault that did not fire is a failure of the script.
"""
import os
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True

PROGRAM = os.path.abspath(sys.argv[1])
LONG = "--long" in sys.argv
ONLY = [word for word in sys.argv[2:] if not word.startswith("--")]
CALLS = "openat,flock,fstat,newfstatat,pread64,write,fsync,mkdirat,renameat,unlinkat"
table = []


class Row:
    def __init__(self, number, name):
        self.number, self.name = number, name
        self.tried = self.confirmed = self.lost = self.unseen = 0
        self.failures = []

    def expect(self, condition, what):
        if not condition:
            self.failures.append(what)
            print("  FAILED row %s: %s" % (self.number, what), file=sys.stderr)


def run(*words, store=None, stdin=None, before=(), timeout=60, **more):
    command = [*before, PROGRAM, *words] + (["--store", store] if store else [])
    done = subprocess.run(command, input=stdin, capture_output=True, timeout=timeout, **more)
    done.out, done.err = done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")
    return done


def receipts(text):
    return [tuple(line.split()[:3]) for line in text.splitlines() if line.endswith(" saved")]


def strace(inject, paths=(), trace=None):
    """Words that run a command under strace, and where the trace goes."""
    log = tempfile.mktemp(prefix="trace-")
    words = ["strace", "-f", "-o", log, "-e", "trace=" + (trace or inject.split(":")[0])]
    for path in paths:
        words += ["-P", path]
    return words + ["-e", "inject=" + inject], log


def fired(log):
    text = open(log).read() if os.path.exists(log) else ""
    if os.path.exists(log):
        os.remove(log)
    return "(INJECTED)" in text


def row(number, name):
    def decorate(function):
        def body():
            if ONLY and number not in ONLY:
                return
            result = Row(number, name)
            start = time.time()
            function(result)
            result.seconds = time.time() - start
            table.append(result)
            print("%4s  %-44s %6d tried  %s" % (number, name, result.tried, "FAILED" if result.failures else "ok"), flush=True)

        rows.append(body)
        return function

    return decorate


rows = []


def finish():
    """Runs the rows and prints the table; whether all is well."""
    for body in rows:
        body()
    line = "%4s  %-48s %8s %10s %6s %11s %8s"
    print("\n" + line % ("row", "fault", "tried", "confirmed", "lost", "undetected", "seconds"))
    for one in table:
        print(line % (one.number, one.name, one.tried, one.confirmed, one.lost, one.unseen, "%.1f" % one.seconds)
              + ("  FAILED" if one.failures else ""))
    print("faults tried %d, confirmed entries looked for %d, lost %d, undetected changes %d"
          % tuple(sum(getattr(one, name) for one in table) for name in ("tried", "confirmed", "lost", "unseen")), flush=True)
    return not any(one.failures for one in table)
