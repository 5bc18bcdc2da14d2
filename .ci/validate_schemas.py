"""Compares the schemas that the program prints with the program's own reading of files, and with
what it prints itself."""

import csv
import io
import json
import pathlib
import subprocess
import sys
import tempfile

import jsonschema

program = str(pathlib.Path(sys.argv[1]).resolve())
fixtures = pathlib.Path("Tests/StreamGuardTests/Fixtures/schema")
beyond = json.loads((fixtures / "beyond.json").read_text())
complaints = []
validators = {}


def kind_of(path):
    """The kind is the word before `.json`: `x.plan.json`, `school.json`."""
    return path.name.split(".")[-2]


def validator(kind):
    if kind not in validators:
        schema = json.loads(subprocess.check_output([program, "schema", kind]))
        jsonschema.Draft202012Validator.check_schema(schema)
        validators[kind] = jsonschema.Draft202012Validator(schema)
    return validators[kind]


def schema_says(path):
    """What the schema has against a file: nothing, or the first error."""
    error = jsonschema.exceptions.best_match(
        validator(kind_of(path)).iter_errors(json.loads(path.read_text()))
    )
    return error and f"{error.json_path}: {error.message}"


def reader_says(path):
    """What the program has against a file: nothing, or its complaint."""
    run = subprocess.run(
        [program, "fmt", "--check", "--kind", kind_of(path), path],
        capture_output=True,
        text=True,
    )
    return None if run.returncode in (0, 1) else run.stderr.strip() or "no reason"


def expect(path, *, schema, reader):
    for name, wanted, found in (
        ("the schema", schema, schema_says(path)),
        ("the program", reader, reader_says(path)),
    ):
        if wanted != (found is None):
            found = f": {found}" if found else ""
            complaints.append(f"{path}: {name} {'refuses' if wanted else 'accepts'} it{found}")


shipped = sorted(
    path
    for pattern in ("*.form", "*.checklist", "*.school", "school", "*.plan", "*.cases", "*.live",
                    "*.routes")
    for path in pathlib.Path("checklists").rglob(f"{pattern}.json")
)
good = sorted((fixtures / "good").iterdir())
bad = sorted((fixtures / "bad").iterdir())
for paths in (shipped, good, bad):
    if not paths:
        sys.exit("no files were found to compare")
for path in shipped + good:
    expect(path, schema=True, reader=True)
for path in bad:
    expect(path, schema=path.name in beyond, reader=False)
for name in beyond.keys() - {path.name for path in bad}:
    complaints.append(f"beyond.json lists `{name}`, which is not there")



def check_reviews(folder):
    """What `review` prints for each view, of a demo in which something happened."""

    def run(*words):
        done = subprocess.run(
            [program, *words], cwd=folder, capture_output=True
        )
        if done.returncode not in (0, 1):
            sys.exit(f"{' '.join(words)}: {done.stderr.decode()}")
        return done.stdout.decode()

    run("init", "--demo", "demo")
    folder = folder / "demo"
    facts = ["chat=moderated", "linkChanged=no", "settingsChanged=no", "accountsChecked=yes",
             "placesChecked=yes", "rulesRead=yes", "dslReachable=yes"]
    run("start", "plans/maths.plan.json", "--present", "teacher-5b,teacher-5a", "--told", "head",
        "--go-ahead", "teacher-5b,teacher-5a", *facts, "--despite", "=1+1, \"that\" is it",
        "--as", "teacher-5b")
    run("join", "--everyone", "--as", "teacher-5b")
    run("leave", "teacher-5a", "--as", "teacher-5b")
    run("incident", "technical", "--about", "nobody", "--facts", "It froze.", "--as", "teacher-5b")
    run("incident", "staff", "--about", "host", "--facts", "Was late.", "--as", "teacher-5a")
    count = 0
    for view, person, kind in (("dsl", "head", "review"), ("dsl", "senco", "review"),
                               ("host", "teacher-5b", "review"), ("host", "ta-1", "review"),
                               ("governors", "chair", "governors-pack")):
        words = ("review", "--for", view, "--as", person, "--format")
        printed = json.loads(run(*words, "json"))
        for error in validator(kind).iter_errors(printed):
            complaints.append(f"review --for {view}: {error.json_path}: {error.message}")
        count += 1
        if kind == "review" and printed["figures"]["ran"] != (person != "ta-1"):
            complaints.append(f"review --for {view} --as {person} does not count the session")
        tables = [()] if kind != "review" else [
            ("--table", name) for name in ("sessions", "findings", "incidents", "actions")
        ]
        for table in tables:
            text = run(*words, "csv", *table)
            lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
            if not lines or len({len(line) for line in lines}) != 1 or not text.endswith("\r\n"):
                complaints.append(f"review --format csv {table} of {person} is no table")
            for field in (field for line in lines for field in line):
                if field[:1] in tuple("=+-@\t\r\n"):
                    complaints.append(f"review --format csv: {field!r} is a formula")
    return count


with tempfile.TemporaryDirectory() as folder:
    reviews = check_reviews(pathlib.Path(folder))

print("\n".join(complaints), end="\n" if complaints else "")
print(
    f"schemas: {len(validators)} kinds, {len(shipped)} shipped files, {len(good)} good and "
    f"{len(bad)} bad fixtures ({len(beyond)} beyond a schema), {reviews} reviews, "
    f"{len(complaints)} disagreements"
)
sys.exit(1 if complaints else 0)
