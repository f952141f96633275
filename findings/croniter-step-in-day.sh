#!/usr/bin/env bash
# croniter treats "*/2" in a day field as a restriction, so "0 0 */2 * mon" runs on odd days *or* Mondays.
#
# In Vixie cron, whose rule for the two day fields croniter follows, a field that begins with "*" does not restrict, so the same line
# runs on odd days that are Mondays. RQ's own cron uses croniter.
source "$(dirname "${BASH_SOURCE[0]}")/packages.sh"

debian sid python3-croniter
days=$(python <<'PY'
import datetime
from croniter import croniter
runs = croniter("0 0 */2 * mon", datetime.datetime(2026, 11, 1, 12))
print(*(runs.get_next(datetime.datetime).strftime("%a-%d") for _ in range(5)))
PY
)
printf 'python3-croniter %s\n' "$(version_of python3-croniter)"
seen "0 0 */2 * mon in November 2026" "Mon-02 Tue-03 Thu-05 Sat-07 Mon-09" "$days"
