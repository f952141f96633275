#!/usr/bin/env bash
# python-dateutil: BYDAY=1MO,FR in a monthly rule never runs at all.
#
# RFC 5545 lets each entry of BYDAY have an ordinal of its own: the first Monday and every Friday. dateutil keeps the entries with and
# without an ordinal in two filters that must both agree, and no day is both a first Monday and a Friday. It raises nothing.
source "$(dirname "${BASH_SOURCE[0]}")/packages.sh"

debian sid python3-dateutil
runs=$(python <<'PY'
import datetime
from dateutil.rrule import rrulestr
rule = rrulestr("FREQ=MONTHLY;BYDAY=1MO,FR;UNTIL=20281231T000000Z", dtstart=datetime.datetime(2026, 11, 1, 9, tzinfo=datetime.timezone.utc))
print(len(list(rule)))
PY
)
printf 'python3-dateutil %s\n' "$(version_of python3-dateutil)"
seen "runs of FREQ=MONTHLY;BYDAY=1MO,FR in two years" 0 "$runs"
