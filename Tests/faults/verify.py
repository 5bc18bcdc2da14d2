#!/usr/bin/env python3
"""Verifies one chain of the record independently of StreamGuard: python3 verify.py FILE [START]

Reads the format from docs/record.md and nothing from the program. START is the hash of the
session's `session-open` in the ledger. Exit status: 0 whole, 1 damaged, 3 cut off at the end.
"""
import hashlib
import json
import sys


def digest(prefix, data):
    return hashlib.sha256(prefix.encode() + b"\0" + data).hexdigest()


def entry(line):
    """The entry that a line holds, or nothing."""
    try:
        text = line.decode("utf-8")
        doubled = []

        def pairs(items):
            names = [name for name, _ in items]
            doubled.extend(set(n for n in names if names.count(n) > 1))
            return dict(items)

        value = json.loads(text, object_pairs_hook=pairs, parse_float=lambda _: 1 / 0)
        if doubled or not text.startswith('{"body":') or len(line) >= 65536:
            return None
        mark = ',"hash":"%s"' % value["hash"]
        body = text[len('{"body":') : text.rindex(mark)].encode()
        if json.loads(body) != value["body"] or digest("slog/1/entry", body) != value["hash"]:
            return None
        return value
    except (ValueError, KeyError, TypeError, ZeroDivisionError, RecursionError):
        return None


def verify(data, start=None):
    """Problems, each `(is_damage, text)`, and the entries."""
    problems, entries = [], []
    erased = set()
    after = digest("slog/1/genesis", bytes.fromhex(start)) if start else None
    seq, place, bad = 0, 0, None
    for line in data.split(b"\n"):
        value = entry(line) if line else None
        if value is None:
            # What follows the last line end is not a line, unless there is something in it.
            if bad is None and place < len(data):
                bad = place
        else:
            body = value["body"]
            follows = body["seq"] == seq + 1 and (after is None or body["prev"] == after)
            if bad is not None:
                torn = data[bad : place - 1]
                facts = body.get("facts", {})
                closes = body["kind"] == "recovered" and facts.get("len") == len(torn)
                if not (follows and closes and facts["sha"] == hashlib.sha256(torn).hexdigest()):
                    problems.append((True, "byte %d: no entry" % bad))
            if not follows:
                problems.append((True, "byte %d: entry %d does not follow" % (place, body["seq"])))
            seq, after, bad = body["seq"], value["hash"], None
            entries.append(value)
            if body["kind"] == "redact" and "sid" not in body["facts"]:
                erased.add((body["facts"]["of"], body["facts"]["field"]))
        place += len(line) + 1
    if bad is not None:
        problems.append((False, "byte %d: cut off" % bad))
    elif data and not data.endswith(b"\n"):
        problems.append((False, "the last line has no end"))
    for value in entries:
        for name, commitment in value["body"].get("commit", {}).items():
            text = value.get("open", {}).get(name)
            key = (value["body"]["seq"], name)
            if text is None and key not in erased:
                problems.append((True, "entry %d: `%s` is withheld" % key))
            elif text is not None:
                field = name.encode() + b"\0" + bytes.fromhex(text[0]) + text[1].encode()
                if digest("slog/1/field", field) != commitment or key in erased:
                    problems.append((True, "entry %d: `%s` is altered or erased" % key))
    return problems, entries


if __name__ == "__main__":
    found, entries = verify(open(sys.argv[1], "rb").read(), *sys.argv[2:3])
    for _, text in found:
        print(text)
    print("%d entries" % len(entries))
    sys.exit(1 if any(damage for damage, _ in found) else 3 if found else 0)
