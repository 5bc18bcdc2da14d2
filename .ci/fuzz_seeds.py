"""Writes what fuzzing starts from: pieces of the shipped files and of the tests' fixtures."""

import hashlib
import json
import pathlib
import re
import sys

out = pathlib.Path(sys.argv[1])
fixtures = pathlib.Path("Tests/ChecklistTests/Fixtures")
schemas = pathlib.Path("Tests/StreamGuardTests/Fixtures/schema")
words = set("true false null in has all exists exists_one map filter size matches this now".split())
words |= set("&& || ! ? : == != <= >= + - * / % . , ( ) [ ] { } ' 'x' 1u 0x1F b'a' r'\\' {{ }}".split())


def seed(target, data):
    folder = out / "seeds" / target
    folder.mkdir(parents=True, exist_ok=True)
    data = data.encode() if isinstance(data, str) else data
    (folder / hashlib.sha1(data).hexdigest()).write_bytes(data)


def walk(value):
    """Every text and every name in a JSON value."""
    if isinstance(value, dict):
        for name, inner in value.items():
            words.add(name)
            yield from ((name, inner),) if isinstance(inner, str) else walk(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from (("", inner),) if isinstance(inner, str) else walk(inner)


def texts(path):
    try:
        return list(walk(json.loads(path.read_text())))
    except ValueError:
        return []


for path in sorted(pathlib.Path("checklists").rglob("*.json")) + sorted(fixtures.glob("*.json")):
    data = path.read_bytes()
    if len(data) < 8192:
        seed("json", data)
    for name, text in texts(path):
        if name in ("when", "requires", "is", "lasts", "expr"):
            seed("language", re.sub(r"\b(plan|school|live|history)\.", "trip.", text))
        elif "{" in text:
            for inside in re.findall(r"{([^{}]+)}", text):
                seed("language", inside)
        for pattern in re.findall(r"matches\('([^']+)'\)", text):
            seed("regex", pattern + "\0" + text)
for path in fixtures.glob("*.json"):
    kind = path.name.split(".")[-2]
    if kind in ("form", "checklist"):
        seed(kind, path.read_bytes())
for path in schemas.rglob("*.json"):
    kind = path.name.split(".")[-2]
    if kind in ("form", "checklist", "cases"):
        seed(kind, path.read_text().replace('"plan"', '"trip"').replace("plan.", "trip."))
for name in ("minibus.checklist.json",):
    whole = json.loads((fixtures / name).read_text())
    for item in whole["items"]:
        seed("checklist", json.dumps({**whole, "items": [item]}))
trip = {
    "id": "t1", "leaves": "2026-05-04T08:00Z", "returns": "2026-05-04T11:00", "driver": "d1",
    "seats": 17, "belts": True, "weather": "fine", "abroad": True,
    "papers": {"insured": True, "country": "Ireland", "translated": False},
    "riders": [{"id": "a", "age": 40}, {"id": "b", "age": 9, "cushion": True}], "stops": ["zoo"],
}
seed("answers", json.dumps(trip))
for name, value in trip.items():
    seed("answers", json.dumps({"id": "t", name: value}))
for pattern in (
    "(a*)*b", "^[a-z]+$", r"\d{2,4}-\d\d", r"(?i)(foo|bar)+?\b", r"[^\x00-\x7F]\p{Lu}", "[[:alpha:]]",
    r"(?P<n>x|y)*\z", r"\Q.*\E.", "(?s).", "a{0,3}b{2,}", "x|", "()", r"\pN\PL", "(?m)^a$", "[]a-]",
):
    seed("regex", pattern + "\0aab foo-12 Éx")
    words.add(pattern)


def quoted(word):
    return '"' + "".join(c if c.isalnum() else f"\\x{b:02x}" for c in word for b in c.encode()) + '"'


short = sorted(word for word in words if 0 < len(word) < 30 and word.isascii())
(out / "words.dict").write_text("\n".join(quoted(word) for word in short) + "\n")
