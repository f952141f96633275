#!/usr/bin/env bash
# python-dateutil: the first week of a weekly rule with BYSETPOS begins at the start, all others on Monday.
#
# FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=1 is Monday. From Wednesday 2 December 2026 on it begins with that Wednesday, and continues with Mondays;
# by RFC 5545 BYSETPOS picks from the whole week, and Monday the 7th is first.
source "$(dirname "${BASH_SOURCE[0]}")/packages.sh"

debian sid python3-dateutil
pinned python3-dateutil 3.0.0
first() {
    python "$1" <<'PY'
import datetime, sys
from dateutil.rrule import rrulestr
rule = rrulestr("FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=1;COUNT=3", dtstart=datetime.datetime.fromisoformat(sys.argv[1]))
print(*(d.strftime("%a-%d") for d in rule))
PY
}
seen "from Monday 30 November" "Mon-30 Mon-07 Mon-14" "$(first 2026-11-30T09:00)"
seen "from Wednesday 2 December" "Wed-02 Mon-07 Mon-14" "$(first 2026-12-02T09:00)"
