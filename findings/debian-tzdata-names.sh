#!/usr/bin/env bash
# From Debian 13 on, the package tzdata lacks names that the database has: US/Pacific, EST5EDT, GB, Japan and a hundred more.
#
# They are in tzdata-legacy, which is not installed with it. A service whose schedules use US/Pacific works on Debian 12 and with Java's
# own zones, but finds no such zone on Debian 13, where Python's zoneinfo raises ZoneInfoNotFoundError.
source "$(dirname "${BASH_SOURCE[0]}")/packages.sh"

known() {
    "$bin/python3" - <<'PY'
import zoneinfo
names = zoneinfo.available_timezones()
print(*(name + (" yes" if name in names else " no") for name in ("US/Pacific", "EST5EDT", "GB", "EST", "America/New_York")), sep=", ")
PY
}
debian bookworm python3-minimal libpython3-stdlib tzdata
seen "Debian 12" "US/Pacific yes, EST5EDT yes, GB yes, EST yes, America/New_York yes" "$(known)"
debian trixie python3-minimal libpython3-stdlib tzdata
seen "Debian 13" "US/Pacific no, EST5EDT no, GB no, EST no, America/New_York yes" "$(known)"
