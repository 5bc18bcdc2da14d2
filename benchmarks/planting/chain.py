"""Entries, chains, plans and checkpoints, as docs/record.md describes them."""
import base64
import hashlib
import json
import re

from . import times

canonical = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode
sha = hashlib.sha256
LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
NOTHING = "0" * 64


class Computer:
    """Where somebody types: its name, and when it was started."""

    def __init__(self, name, rng):
        self.name = name
        self.boot = "%032x" % rng.getrandbits(128)
        self.started = None


class Chain:
    """One chain of entries, as the bytes of its file."""

    def __init__(self, sid, previous, rng):
        self.sid, self.previous, self.rng = sid, previous, rng
        self.seq, self.at, self.closed = 0, 0, False
        self.lines, self.files, self.bodies = [], [], []
        self.hashes = [None]

    def add(self, kind, at, who, facts=None, texts=None, step=False, run_on=0):
        """Adds an entry and returns its number; `run_on` is how far the clock ran away."""
        line, self.previous = self.line(kind, at, who, facts, texts, step, run_on)
        self.hashes.append(self.previous)
        self.seq, self.at = self.seq + 1, at
        if kind == "close":
            self.closed = True
        self.lines.append(line)
        return self.seq

    def line(self, kind, at, who, facts=None, texts=None, step=False, run_on=0):
        """The line that would come next, and its hash."""
        random = self.rng.getrandbits
        middle, opened = "", ""
        if step:
            middle += '"clk":"step",'
        if self.closed:
            middle += '"closed":true,'
        if texts:
            commitments, opens = [], []
            for name in sorted(texts):
                salt, text = "%032x" % random(128), texts[name]
                data = b"slog/1/field\0" + name.encode() + b"\0" + bytes.fromhex(salt) + text.encode()
                commitments.append(f'"{name}":"{sha(data).hexdigest()}"')
                opens.append(f'"{name}":["{salt}",{canonical(text)}]')
            middle += '"commit":{' + ",".join(commitments) + "},"
            opened = ',"open":{' + ",".join(opens) + "}"
        if facts:
            middle += '"facts":' + canonical(facts) + ","
        mono = at - who.computer.started - run_on
        body = (
            f'{{"at":"{times.stamp(at)}","boot":"{who.computer.boot}","by":"{who.id}",{middle}'
            f'"host":"{who.computer.name}","id":"{random(128):032x}","kind":"{kind}","mono":{mono},'
            f'"prev":"{self.previous}","seq":{self.seq + 1},"sid":"{self.sid}","uid":{who.uid},"v":1}}'
        ).encode()
        digest = sha(b"slog/1/entry\0" + body).hexdigest()
        if self.sid == "ledger":
            self.bodies.append(sha(b"\0" + body).digest())
        return b'{"body":' + body + f',"hash":"{digest}"{opened}}}\n'.encode(), digest

    def strike(self, seq, name):
        """Takes a text out of an entry, as an erasure does; for a chain of one file without torn lines."""
        line = self.lines[seq - 1]
        gone, kept = re.subn(b'"%s":\\["[0-9a-f]{32}","(?:[^"\\\\]|\\\\.)*"\\],?' % name.encode(), b"", line), len(line)
        line = gone[0].replace(b",}", b"}").replace(b',"open":{}', b"")
        assert gone[1] == 1 and len(line) < kept
        self.lines[seq - 1] = line

    def tear(self, at, who, share):
        """A power cut within the next line, and the entry that closed what it left."""
        line, _ = self.line("event", at, who, {"what": "note"}, {"note": "nobody saw this saved"})
        # With nothing but its end missing it would be a whole entry, and would count.
        torn = line[: max(1, int((len(line) - 2) * share))]
        self.lines.append(torn + b"\n")
        self.add("recovered", at + 40_000, who, {"len": len(torn), "sha": sha(torn).hexdigest()})

    def go_on(self, at, who):
        """A disk that failed: the chain goes on in a file of its own."""
        self.files.append(b"".join(self.lines))
        self.lines = []
        self.add("genesis", at, who, {"after": self.seq, "segment": len(self.files) + 1})

    def contents(self):
        """The bytes of each file."""
        return self.files + [b"".join(self.lines)]


def start_of_session(opening):
    return sha(b"slog/1/genesis\0" + bytes.fromhex(opening)).hexdigest()


def session_id(day, rng):
    number = rng.getrandbits(80)
    return day.replace("-", "") + "-" + "".join(LETTERS[number >> 5 * i & 31] for i in range(16))


def plan_version(plan, rng):
    """A plan's bytes as the record keeps them, and their digest."""
    data = canonical({"nonce": "%032x" % rng.getrandbits(128), "plan": plan}).encode()
    return data, sha(b"slog/1/plan\0" + data).hexdigest()


def roles_facts(holders):
    digest = sha(b"slog/1/roles\0" + canonical(sorted(holders)).encode()).hexdigest()
    return {"holders": sorted(holders), "roles": digest}


class Tree:
    """The root of RFC 6962 over ever more leaves: the roots of its full halves are kept."""

    def __init__(self):
        self.size, self.peaks = 0, []

    def take(self, leaves):
        for leaf in leaves[self.size :]:
            self.size += 1
            self.peaks.append(leaf)
            rest = self.size
            while rest & 1 == 0:
                right, left = self.peaks.pop(), self.peaks.pop()
                self.peaks.append(sha(b"\1" + left + right).digest())
                rest >>= 1

    @property
    def root(self):
        node = self.peaks[-1]
        for left in self.peaks[-2::-1]:
            node = sha(b"\1" + left + node).digest()
        return node


def checkpoint(origin, tree):
    return f"{origin}\n{tree.size}\n{base64.b64encode(tree.root).decode()}\n"
