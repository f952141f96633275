#!/usr/bin/env bash
# lib-recur 0.17.1 (Java) runs a rule of week 53 in years that have no such week, and then on weekdays that nobody asked for.
#
# FREQ=YEARLY;BYWEEKNO=53;BYDAY=FR gives 2027-12-31, of week 52, then 2029-01-04 and 2030-01-03, both Thursdays. Right, by RFC 5545 and ISO
# 8601, are 2027-01-01, 2032-12-31 and 2038-01-01.
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

seen "FREQ=YEARLY;BYWEEKNO=53;BYDAY=FR" "2027-01-01 2027-12-31 2029-01-04 2030-01-03" "$(dates 'FREQ=YEARLY;BYWEEKNO=53;BYDAY=FR' 2026-11-30T09:00:00Z)"
