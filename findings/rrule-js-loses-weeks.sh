#!/usr/bin/env bash
# rrule 2.8.1 (npm) loses whole weeks of a rule by minutes that is limited to one hour of one weekday.
#
# FREQ=MINUTELY;INTERVAL=30;BYDAY=MO;BYHOUR=9 is 09:00 and 09:30 on every Monday. From Monday 30 November 2026, 10:00 on, rrule gives
# 21 December, then 11 January: the Mondays in between are missing, without an error. python-dateutil, which it is a port of, has all of them.
source "$(dirname "${BASH_SOURCE[0]}")/packages.sh"

rule='FREQ=MINUTELY;INTERVAL=30;BYDAY=MO;BYHOUR=9;COUNT=4'
npm_packages rrule@2.8.1
there=$(cd "$modules" && node -e '
const { rrulestr } = require("rrule");
console.log(rrulestr("DTSTART:20261130T100000Z\nRRULE:" + process.argv[1]).all().map(d => d.toISOString().slice(5, 16)).join(" "));
' "$rule")
seen "rrule 2.8.1" "12-21T09:00 12-21T09:30 01-11T09:00 01-11T09:30" "$there"
debian sid python3-dateutil
pinned python3-dateutil 3.0.0
right=$(python "$rule" <<'PY'
import sys
from dateutil.rrule import rrulestr
print(*(d.strftime("%m-%dT%H:%M") for d in rrulestr("DTSTART:20261130T100000Z\nRRULE:" + sys.argv[1])))
PY
)
seen "python-dateutil 3.0.0" "12-07T09:00 12-07T09:30 12-14T09:00 12-14T09:30" "$right"
