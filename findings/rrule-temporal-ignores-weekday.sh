#!/usr/bin/env bash
# rrule-temporal 2.2.8 (npm) ignores BYDAY combined with BYYEARDAY=-366: it gives 1 January of leap years, whatever weekday that is.
#
# FREQ=YEARLY;BYYEARDAY=-366;BYDAY=MO is the first day of a leap year if it is a Monday: 2052, then 2080. rrule-temporal gives 2028, a
# Saturday, and 2032, a Thursday. By RFC 5545 BYDAY limits where BYYEARDAY is given.
source "$(dirname "${BASH_SOURCE[0]}")/packages.sh"

npm_packages rrule-temporal@2.2.8
there=$(cd "$modules" && node -e '
const { RRuleTemporal } = require("rrule-temporal");
const rule = new RRuleTemporal({ rruleString: "DTSTART:20261130T090000Z\nRRULE:FREQ=YEARLY;BYYEARDAY=-366;BYDAY=MO;COUNT=2" });
console.log(rule.all().map(d => d.toString().slice(0, 10)).join(" "));
')
seen "rrule-temporal 2.2.8" "2028-01-01 2032-01-01" "$there"
