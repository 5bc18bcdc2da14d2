"""Times: milliseconds since 1970 inside, the texts of the record outside."""
import datetime

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
EPOCH = datetime.date(1970, 1, 1).toordinal()
_days = {}


def _date(number):
    if number not in _days:
        _days[number] = datetime.date.fromordinal(EPOCH + number).isoformat()
    return _days[number]


def stamp(ms):
    """As `at` has it: always three digits after the point."""
    number, rest = divmod(ms, DAY)
    hour, rest = divmod(rest, HOUR)
    minute, rest = divmod(rest, MINUTE)
    second, rest = divmod(rest, 1000)
    return f"{_date(number)}T{hour:02}:{minute:02}:{second:02}.{rest:03}Z"


def instant(ms):
    """As facts have it: no more digits than there are."""
    text = stamp(ms)
    return text[:-5] + "Z" if ms % 1000 == 0 else text[:-1].rstrip("0") + "Z"


def parsed(text):
    """Of `2026-11-24T10:00:00Z`."""
    time = datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ")
    return int(time.replace(tzinfo=datetime.timezone.utc).timestamp()) * 1000


def _last_sunday(year, month):
    last = datetime.date(year, month, 31)
    return last - datetime.timedelta(days=(last.weekday() + 1) % 7)


def is_summer(ms):
    """Whether British clocks are an hour ahead; from 01:00 UTC to 01:00 UTC."""
    year = int(_date(ms // DAY)[:4])
    first, last = ((_last_sunday(year, month).toordinal() - EPOCH) * DAY + HOUR for month in (3, 10))
    return first <= ms < last


def local(date, minutes):
    """The instant at so many minutes after midnight on a British clock."""
    ms = (date.toordinal() - EPOCH) * DAY + minutes * MINUTE
    return ms - HOUR if is_summer(ms - HOUR) else ms


def clock(ms):
    """What a British clock shows, as plans have it: `2026-11-24T10:00`."""
    return stamp(ms + HOUR if is_summer(ms) else ms)[:16]
