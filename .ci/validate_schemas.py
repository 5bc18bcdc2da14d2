"""Compares the schemas that the program prints with the program's own reading of files."""

import json
import pathlib
import subprocess
import sys

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

print("\n".join(complaints), end="\n" if complaints else "")
print(
    f"schemas: {len(validators)} kinds, {len(shipped)} shipped files, {len(good)} good and "
    f"{len(bad)} bad fixtures ({len(beyond)} beyond a schema), {len(complaints)} disagreements"
)
sys.exit(1 if complaints else 0)
