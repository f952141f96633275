#!/usr/bin/env bash
# Python's zoneinfo reads a plain day number in a zone's rule a day too early: day 59 is 28 February instead of 1 March.
#
# POSIX counts such days from 0 and lets 29 February count; the C library and zic do so. In zoneinfo of 3.11 and 3.14 the clocks change a day
# early. In 3.11.2 "J59", which never counts 29 February, is 29 February in leap years as well. No zone of the database uses these forms today.
source "$(dirname "${BASH_SOURCE[0]}")/packages.sh"

changes() {
    python "$@" <<'PY'
import datetime, io, struct, sys, zoneinfo
rule = sys.argv[1]
# A file with no transition of its own, so that the rule at its end says everything.
header = b"TZif2" + bytes(15) + struct.pack(">6l", 0, 0, 0, 0, 1, 4)
block = struct.pack(">lbB", 0, 0, 0) + b"AAA\0"
zone = zoneinfo.ZoneInfo.from_file(io.BytesIO(header + block + header + block + b"\n" + rule.encode() + b"\n"), "test")
found = []
for year in (2027, 2028):
    day = datetime.datetime(year, 1, 1, 12, tzinfo=zone)
    while not day.utcoffset():
        day += datetime.timedelta(days=1)
    found.append(day.strftime("%Y-%m-%d"))
print(*found)
PY
}
in_libc() {
    for year in 2027 2028; do
        for day in 02-27 02-28 02-29 03-01 03-02; do
            if [[ $(TZ=$1 date -d "$year-$day 12:00" +%z 2>/dev/null) == +0100 ]]; then
                printf '%s-%s ' "$year" "$day"
                break
            fi
        done
    done | sed 's/ $//'
}
seen "the C library, AAA0BBB,59/0,300/0" "2027-03-01 2028-02-29" "$(in_libc AAA0BBB,59/0,300/0)"
debian bookworm python3-minimal libpython3-stdlib
seen "$("$bin/python3" -V), the same" "2027-02-28 2028-02-28" "$(changes AAA0BBB,59/0,300/0)"
seen "$("$bin/python3" -V), AAA0BBB,J59/0,J300/0" "2027-02-28 2028-02-29" "$(changes AAA0BBB,J59/0,J300/0)"
debian sid python3-minimal libpython3-stdlib
seen "$("$bin/python3" -V), AAA0BBB,59/0,300/0" "2027-02-28 2028-02-28" "$(changes AAA0BBB,59/0,300/0)"
seen "$("$bin/python3" -V), AAA0BBB,J59/0,J300/0" "2027-02-28 2028-02-28" "$(changes AAA0BBB,J59/0,J300/0)"
