#!/usr/bin/python3
"""
What Python makes of time zones, for a test to compare with what Java makes of the same files (PYTHONTZPATH and TZDIR name
the folder):

  changes FROM TO   for each zone that zoneinfo knows: its offset at FROM, and each change until TO, in seconds
  footers           for each line "TZ-STRING TIME...": the offsets at these times by a TZif file that has that footer alone
  cron              for each line "ZONE|CRON|NOW": when the crontab string is due next, as rq-scheduler computes it there
"""

import io
import os
import struct
import sys
import time
import zoneinfo
from datetime import datetime, timedelta, timezone

import python_cron

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
STEP = 86_400


def offset(zone, second):
    return int((EPOCH + timedelta(seconds=second)).astimezone(zone).utcoffset().total_seconds())


def changes(zone, first, last):
    """Looks once a day, and between two looks that differ goes to the second; two changes a day have never been seen."""
    known, before, found = offset(zone, first), first, []
    while before < last:
        after = min(before + STEP, last)
        seen = offset(zone, after)
        if seen != known:
            low, high = before, after
            while high - low > 1:
                middle = (low + high) // 2
                if offset(zone, middle) == known:
                    low = middle
                else:
                    high = middle
            found.append(f"{high}:{seen}")
            known = seen
        before = after
    return found


def all_changes(first, last):
    for name in sorted(zoneinfo.available_timezones()):
        zone = zoneinfo.ZoneInfo(name)
        print(name, offset(zone, first), *changes(zone, first, last))


def footers():
    for line in sys.stdin:
        footer, *times = line.split()
        one_type = struct.pack(">lbB", 0, 0, 0) + b"UTC\0"
        header = b"TZif2" + bytes(15) + struct.pack(">6l", 0, 0, 0, 0, 1, 4)
        file = io.BytesIO(header + one_type + header + one_type + b"\n" + footer.encode() + b"\n")
        zone = zoneinfo.ZoneInfo.from_file(file)
        print(footer, *[offset(zone, int(second)) for second in times])


def cron():
    for line in sys.stdin:
        zone, text, now = line.rstrip("\n").split("|")
        os.environ["TZ"] = zone
        time.tzset()
        print(python_cron.next_time(text, int(now)))


if __name__ == "__main__":
    command, *arguments = sys.argv[1:]
    if command == "changes":
        all_changes(*map(int, arguments))
    else:
        {"footers": footers, "cron": cron}[command]()
