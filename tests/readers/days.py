"""The days of a calendar as Python's icalendar and dateutil read them: one line each, `uid<TAB>day<TAB>off`.

    python days.py UNTIL < calendar.ics
"""

import sys
from datetime import date, datetime, time, timedelta, timezone

from dateutil.rrule import rrulestr
from icalendar import Calendar

JAPAN = timezone(timedelta(hours=9))


def moment(value):
    """A day or an hour as a moment without a zone, in Japan."""
    if isinstance(value, datetime):
        return value.astimezone(JAPAN).replace(tzinfo=None) if value.tzinfo else value
    return datetime.combine(value, time())


def listed(entry, name):
    """The moments of RDATE or EXDATE, which may stand once or often."""
    found = entry.get(name, [])
    found = found if isinstance(found, list) else [found]
    return [moment(each.dt) for many in found for each in many.dts]


def days(entry, until):
    start = moment(entry["DTSTART"].dt)
    found = {start}
    if "RRULE" in entry:
        # dateutil wants the end without a zone where the start has none.
        rule = entry["RRULE"]
        if "UNTIL" in rule:
            rule["UNTIL"] = [moment(each) for each in rule["UNTIL"]]
        text = rule.to_ical().decode()
        for each in rrulestr(text, dtstart=start):
            if each.date() > until:
                break
            found.add(each)
    found |= set(listed(entry, "RDATE"))
    return found - set(listed(entry, "EXDATE"))


def main():
    until = date.fromisoformat(sys.argv[1])
    calendar = Calendar.from_ical(sys.stdin.buffer.read())
    entries = list(calendar.walk("VEVENT"))
    single = {(str(e["UID"]), moment(e["RECURRENCE-ID"].dt)): e for e in entries if "RECURRENCE-ID" in e}
    lines = []
    for entry in entries:
        uid, off = str(entry["UID"]), entry["STATUS"] == "CANCELLED"
        if "RECURRENCE-ID" in entry:
            lines.append((uid, moment(entry["DTSTART"].dt).date(), off))
            continue
        lines += [(uid, day.date(), off) for day in days(entry, until) if (uid, day) not in single]
    for uid, day, off in sorted(line for line in lines if line[1] <= until):
        print(f"{uid}\t{day}\t{int(off)}")


main()
