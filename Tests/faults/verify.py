#!/usr/bin/env python3
"""Verifies a record independently of StreamGuard, from docs/record.md alone:

    python3 verify.py STORE                  the folder of a record
    python3 verify.py FILE [START]           one chain; START is the hash of its `session-open`
    python3 verify.py --proof FILE [LOG…]    a proof, and the files of its session

Exit status: 0 whole, 1 damaged, 3 cut off at the end.
"""
import base64
import hashlib
import json
import os
import re
import sys


def sha(data):
    return hashlib.sha256(data).digest()


def digest(prefix, data):
    return sha(prefix.encode() + b"\0" + data).hex()


def strict(text):
    """JSON without doubled names and fractions."""
    def pairs(items):
        if len(set(name for name, _ in items)) != len(items):
            raise ValueError("a doubled name")
        return dict(items)

    def fraction(_):
        raise ValueError("a fraction")

    return json.loads(text, object_pairs_hook=pairs, parse_float=fraction)


def entry(line):
    """The entry that a line holds, or nothing; `raw` are the bytes of its body."""
    try:
        text = line.decode("utf-8")
        value = strict(text)
        if not text.startswith('{"body":') or len(line) >= 65536:
            return None
        body = text[len('{"body":') : text.rindex(',"hash":"%s"' % value["hash"])].encode()
        if json.loads(body) != value["body"] or digest("slog/1/entry", body) != value["hash"]:
            return None
        # Digits have one spelling, wherever they stand.
        if any(escape != escape.lower() for escape in re.findall(r"\\\\|\\u[0-9a-fA-F]{4}", text)):
            return None
        if set(value) - {"body", "hash", "open"} or set(value.get("open", {})) - set(value["body"].get("commit", {})):
            return None
        if any(len(pair) != 2 or not re.fullmatch("[0-9a-f]{32}", pair[0]) for pair in value.get("open", {}).values()):
            return None
        value["raw"] = body
        return value
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def chain(data, after=None, seq=0):
    """Problems of one file, each `(is_damage, text)`, and its entries."""
    problems, entries, place, bad = [], [], 0, None
    for line in data.split(b"\n"):
        value = entry(line) if line else None
        if value is None:
            # What follows the last line end is not a line, unless there is something in it.
            if bad is None and place < len(data):
                bad = place
        else:
            body = value["body"]
            follows = (seq is None or body["seq"] == seq + 1) and (after is None or body["prev"] == after)
            if bad is not None:
                torn, facts = data[bad : place - 1], body.get("facts", {})
                closes = body["kind"] == "recovered" and facts.get("len") == len(torn)
                if not (follows and closes and facts["sha"] == sha(torn).hex()):
                    problems.append((True, "byte %d: no entry" % bad))
            if not follows:
                problems.append((True, "byte %d: entry %d does not follow" % (place, body["seq"])))
            seq, after, bad = body["seq"], value["hash"], None
            entries.append(value)
        place += len(line) + 1
    if bad is not None:
        problems.append((False, "byte %d: cut off" % bad))
    elif data and not data.endswith(b"\n"):
        problems.append((False, "the last line has no end"))
    return problems, entries


def joined(files, after=None):
    """The same for a chain that goes on in further files."""
    problems, entries = chain(files[0], after)
    for data in files[1:]:
        problems = [one for one in problems if one[0]]
        more, added = chain(data, None, None)
        count = len(entries)
        while added and entries and entries[-1]["hash"] != added[0]["body"]["prev"]:
            entries.pop()
        if added and (not entries or count - len(entries) > 1):
            more.append((True, "a file follows an entry that is not there"))
        problems, entries = problems + more, entries + added
    return problems, entries


def taken(facts):
    """What a `redact` erased."""
    words = facts.get("texts") or ["%d.%s" % (facts["of"], facts["field"])]
    return set((int(word.split(".")[0]), word.split(".")[1]) for word in words)


def texts(entries, erased, stopped=()):
    """Problems of what can be erased; `stopped` are disposals that are not carried out to the end."""
    problems = []
    for value in entries:
        facts = value["body"].get("facts", {})
        if value["body"]["kind"] == "redact":
            for text in taken(facts) if "sid" not in facts else ():
                erased.setdefault(text, facts.get("proposal"))
    for value in entries:
        for name, commitment in value["body"].get("commit", {}).items():
            text, key = value.get("open", {}).get(name), (value["body"]["seq"], name)
            if text is None and key not in erased:
                problems.append((True, "entry %d: `%s` is withheld" % key))
            elif text is not None:
                field = name.encode() + b"\0" + bytes.fromhex(text[0]) + text[1].encode()
                if digest("slog/1/field", field) != commitment:
                    problems.append((True, "entry %d: `%s` is altered" % key))
                elif key in erased:
                    problems.append((erased[key] not in stopped, "entry %d: `%s` was erased" % key))
    return problems


def decisions(ledger):
    """Problems of disposals, and those that were confirmed and not carried out to the end."""
    problems, proposed, confirmed, done, holds, releases = [], {}, set(), set(), {}, {}
    trial = any(value["body"].get("facts", {}).get("trial") for value in ledger[:1])

    def same(one, other):
        account = not trial and (one["uid"], one["host"]) == (other["uid"], other["host"])
        return account or one["by"] == other["by"]

    for value in ledger:
        body, facts = value["body"], value["body"].get("facts", {})
        seq, what, of = body["seq"], facts.get("what"), facts.get("of")
        if body["kind"] == "redact":
            if facts.get("proposal") not in confirmed:
                problems.append((True, "entry %d erases what no two people decided" % seq))
                continue
            wanted = proposed[facts["proposal"]]["facts"]
            for number, field in taken(facts):
                right = facts.get("sid", wanted.get("sid")) == wanted.get("sid")
                if "sid" in facts and "n" in wanted:
                    right = right and number <= wanted["n"]
                if "text" in wanted and not wanted["text"].endswith(".plan"):
                    right = right and wanted["text"] == "%d.%s" % (number, field)
                elif "entry" in wanted:
                    right = right and wanted["entry"] == number
                if not right and field != "torn":
                    problems.append((True, "entry %d erases more than was proposed" % seq))
        if body["kind"] != "disposal":
            continue
        if what == "propose":
            proposed[seq] = body
        elif what == "hold":
            holds[seq] = facts.get("sid")
        elif what == "release":
            releases[seq] = body
        elif what == "drop":
            releases.pop(of, None)
            if of not in confirmed:
                proposed.pop(of, None)
        elif what == "done":
            if of not in confirmed:
                problems.append((True, "entry %d: done, but not confirmed" % seq))
            done.add(of)
        elif what == "released":
            if of not in releases or same(releases[of], body):
                problems.append((True, "entry %d: one person ended a hold" % seq))
            else:
                holds.pop(releases[of]["facts"]["of"], None)
        elif what == "confirm":
            if of not in proposed or of in confirmed or same(proposed[of], body):
                problems.append((True, "entry %d: one person disposed alone" % seq))
            elif any(sid in (None, proposed[of]["facts"].get("sid")) for sid in holds.values()):
                problems.append((True, "entry %d: disposed of what is held" % seq))
            confirmed.add(of)
    stopped = confirmed - done
    return problems + [(False, "disposal %s was stopped" % one) for one in stopped], stopped


def verify(data, start=None):
    """Problems and entries of one file."""
    problems, entries = chain(data, digest("slog/1/genesis", bytes.fromhex(start)) if start else None)
    return problems + texts(entries, {}), entries


def root(leaves):
    """The root of the tree of RFC 6962."""
    if len(leaves) < 2:
        return leaves[0] if leaves else sha(b"")
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return sha(b"\1" + root(leaves[:half]) + root(leaves[half:]))


def heads(ledger, entries, sid):
    """Problems of a session by what the ledger tells of it."""
    problems, hashes = [], {value["body"]["seq"]: value["hash"] for value in entries}
    for value in ledger:
        facts = value["body"].get("facts", {})
        if facts.get("sid") == sid and "head" in facts and hashes.get(facts["n"]) != facts["head"]:
            problems.append((True, "%s: entry %d is not as the ledger tells" % (sid, facts["n"])))
    return problems


def reviews(ledger):
    """Problems of what reviews cite in the ledger."""
    problems, opened, actions = [], set(), {}
    leaves = [sha(b"\0" + value["raw"]) for value in ledger]
    for value in ledger:
        body = value["body"]
        facts, seq = body.get("facts", {}), body["seq"]
        if body["kind"] == "session-open":
            opened.add(facts["sid"])
        if body["kind"] != "review":
            continue
        actions[seq] = len(facts.get("owners", []))
        what = facts.get("what")
        bad = None
        if what == "accept" and (facts.get("sid") not in opened or "n" not in facts or "head" not in facts):
            bad = "a session that was never opened"
        if what == "sign" and not set(facts.get("sampled", [])) <= opened:
            bad = "a sample that was never opened"
        if "size" in facts and (facts["size"] >= seq or root(leaves[: facts["size"]]).hex() != facts.get("root")):
            bad = "a checkpoint of another ledger"
        if what == "done" and not (facts.get("of", seq) < seq and 1 <= facts.get("number", 0) <= actions.get(facts["of"], 0)):
            bad = "an action that is not there"
        if bad:
            problems.append((True, "entry %d: the review cites %s" % (seq, bad)))
    return problems


def store(path):
    """Problems of a whole record."""
    def files(*stem):
        stem = os.path.join(path, *stem)
        names = [stem + ".jsonl"] + ["%s.%d.jsonl" % (stem, number) for number in range(2, 9)]
        return [open(name, "rb").read() for name in names if os.path.exists(name)]

    problems, ledger = joined(files("ledger"), "0" * 64)
    decided, stopped = decisions(ledger)
    gone, known = {}, {}
    problems += decided + texts(ledger, gone, stopped) + reviews(ledger)
    for value in ledger:
        facts = value["body"].get("facts", {})
        if value["body"]["kind"] == "session-open":
            known[facts["sid"]] = value["hash"]
        if value["body"]["kind"] in ("plan", "plan-revised"):
            version = os.path.join(path, "plans", facts["plan"] + ".json")
            erasure = (value["body"]["seq"], "plan")
            if erasure in gone:
                if os.path.exists(version):
                    problems.append((gone[erasure] not in stopped, "plan %s was erased" % facts["plan"]))
            elif not os.path.exists(version) or digest("slog/1/plan", open(version, "rb").read()) != facts["plan"]:
                problems.append((True, "plan %s is not there as it was" % facts["plan"]))
    for folder, _, names in os.walk(os.path.join(path, "sessions")):
        for sid in set(name.split(".")[0] for name in names if name.endswith(".jsonl")):
            if sid not in known:
                problems.append((True, "the ledger knows nothing of %s" % sid))
    for sid, opening in known.items():
        found = files("sessions", sid[:4], sid[4:6], sid)
        if not found:
            problems.append((ledger[-1]["body"].get("facts", {}).get("sid") != sid, "%s is gone" % sid))
            continue
        more, entries = joined(found, digest("slog/1/genesis", bytes.fromhex(opening)))
        told = {}
        for facts in (v["body"].get("facts", {}) for v in ledger if v["body"]["kind"] == "redact"):
            for text in taken(facts) if facts.get("sid") == sid else ():
                told.setdefault(text, facts.get("proposal"))
        for value in entries:
            facts = value["body"].get("facts", {})
            if value["body"]["kind"] == "redact" and taken(facts) - set(told):
                problems.append((facts.get("proposal") not in stopped, "%s: the ledger knows no such erasure" % sid))
        problems += more + texts(entries, told, stopped) + heads(ledger, entries, sid)
    leaves = [sha(b"\0" + value["raw"]) for value in ledger]
    # Whatever has another ending was on its way when its writer was killed.
    for name in (name for name in os.listdir(os.path.join(path, "checkpoints")) if name.endswith(".ckpt")):
        _, size, told = open(os.path.join(path, "checkpoints", name)).read().split("\n")[:3]
        if int(size) > len(leaves) or base64.b64decode(told) != root(leaves[: int(size)]):
            problems.append((True, "checkpoint %s vouches for something else" % name))
    return problems


def proof(path, logs):
    """Problems of a proof, and of the session's files if there are any."""
    value = strict(open(path, "rb").read().decode())
    _, size, told = value["checkpoint"].split("\n")[:3]
    problems, ledger = [], []
    for one in value["entries"]:
        body, place, last = one["body"].encode(), one["seq"] - 1, int(size) - 1
        node = sha(b"\0" + body)
        for other in map(bytes.fromhex, one["path"]):
            if place & 1 or place == last:
                node = sha(b"\1" + other + node)
                while place and not place & 1:
                    place, last = place >> 1, last >> 1
            else:
                node = sha(b"\1" + node + other)
            place, last = place >> 1, last >> 1
        if last or node != base64.b64decode(told) or json.loads(body)["facts"]["sid"] != value["session"]:
            problems.append((True, "entry %d is not what the checkpoint vouches for" % one["seq"]))
        ledger.append({"body": json.loads(body), "hash": digest("slog/1/entry", body)})
    if logs:
        opening = next(one["hash"] for one in ledger if one["body"]["kind"] == "session-open")
        more, entries = joined(logs, digest("slog/1/genesis", bytes.fromhex(opening)))
        problems += more + texts(entries, {}) + heads(ledger, entries, value["session"])
    return problems


if __name__ == "__main__":
    first, rest = sys.argv[1], sys.argv[2:]
    if first == "--proof":
        found = proof(rest[0], [open(name, "rb").read() for name in rest[1:]])
    elif os.path.isdir(first):
        found = store(first)
    else:
        found = verify(open(first, "rb").read(), *rest[:1])[0]
    for _, text in found:
        print(text)
    sys.exit(1 if any(damage for damage, _ in found) else 3 if found else 0)
