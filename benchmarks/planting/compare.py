"""Compares what `review --format json` found with what was planted."""
import math

FIGURES = {"unheld": "neverRan"}


def minutes(planted):
    """What a review tells of lengths, from the lengths that were planted."""
    counts = sorted((int(length), times) for length, times in planted.items())
    count = sum(times for _, times in counts)

    def share(part):
        left = math.ceil(part * count)
        for length, times in counts:
            left -= times
            if left <= 0:
                return length
        return None

    return {"count": count, "total": sum(length * times for length, times in counts), "median": share(0.5),
            "ninetieth": share(0.9), "longest": counts[-1][0] if counts else None}


def flat(value, path=""):
    """Each figure by its path; a count of nothing is as good as none."""
    if isinstance(value, dict):
        if {"median", "longest"} <= set(value):
            return {path: ", ".join(f"{name} {value[name]}" for name in sorted(value))}
        pairs = value.items()
    elif isinstance(value, list):
        keys = ("record", "number", "monday", "kind", "category", "rule", "id", "starts", "host", "group")
        pairs = [(" ".join(str(one[key]) for key in keys if one.get(key) is not None), one) for one in value]
    else:
        return {} if value in (0, None, "") else {path: str(value)}
    found = {}
    for name, one in pairs:
        found.update(flat(one, path + "/" + name))
    return found


def expected(planted):
    figures = {FIGURES.get(name, name): value for name, value in planted["figures"].items()}
    for name in ("lengths", "handovers"):
        figures[name] = minutes(figures[name])
    told = {"figures": figures, "queue": {"length": planted["queueLength"], "accepted": planted["queueAccepted"]}}
    told["categories"] = [{**one, "handovers": minutes(one["handovers"])} for one in planted["categories"]]
    told["records"] = [{"number": number, "school": one["school"], "name": one["name"], "sessions": one["sessions"]}
                       for number, one in enumerate(planted["records"])]
    told["actions"] = [{**one, "done": bool(one["done"]) or None} for one in planted["actions"]]
    return {**told, **{name: planted[name] for name in ("rules", "weeks", "repeats")}}


def found(review):
    told = {name: review[name] for name in ("figures", "weeks", "repeats")}
    told["queue"] = {name: review["queue"][name] for name in ("length", "accepted")}
    told["rules"] = [{name: value for name, value in one.items() if name != "title"} for one in review["rules"]]
    told["categories"] = [{name: value for name, value in one.items() if name != "means"} for one in review["categories"]]
    told["records"] = [{name: one[name] for name in ("number", "school", "name", "sessions")} for one in review["records"]]
    names = ("record", "id", "owner", "due")
    told["actions"] = [{**{name: one[name] for name in names}, "done": one["done"] is not None or None}
                       for one in review["actions"]]
    return told


def differences(planted, review):
    """Where they differ, a line each."""
    one, other = flat(expected(planted)), flat(found(review))
    return ["%s: %s planted, %s found" % (path, one.get(path, "nothing"), other.get(path, "nothing"))
            for path in sorted(one.keys() | other.keys()) if one.get(path) != other.get(path)]
