#!/usr/bin/env bash
# lib-recur 0.17.1 (Java) lets BYSETPOS pick among what is left of the first year, not among the year.
#
# FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=1,15;BYSETPOS=1 is 1 January. From June 2027 on, lib-recur begins with 2027-07-01, the first of those
# that come after the start, and goes on with 1 January.
source "$(dirname "${BASH_SOURCE[0]}")/packages.sh"

maven org.dmfs:lib-recur:0.17.1
cat >"$scratch/Dates.java" <<'JAVA'
import java.time.*;
import java.util.*;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.RecurrenceRule;

class Dates {
    public static void main(String[] args) throws Exception {
        var start = new DateTime(DateTime.UTC, Instant.parse(args[1]).toEpochMilli());
        var runs = new RecurrenceRule(args[0], RecurrenceRule.RfcMode.RFC5545_STRICT).iterator(start);
        if (args.length > 2) {
            runs.fastForward(Instant.parse(args[2]).toEpochMilli());
        }
        var dates = new StringJoiner(" ");
        for (int i = 0; i < 4; i++) {
            dates.add(LocalDate.ofInstant(Instant.ofEpochMilli(runs.nextMillis()), ZoneOffset.UTC).toString());
        }
        System.out.println(dates);
    }
}
JAVA
dates() { java -cp "$classpath" "$scratch/Dates.java" "$@" 2>/dev/null; }

seen "from 2027-06-01" "2027-07-01 2028-01-01 2029-01-01 2030-01-01" \
    "$(dates 'FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=1,15;BYSETPOS=1' 2027-06-01T09:00:00Z)"
