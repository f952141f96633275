#!/usr/bin/env bash
# lib-recur 0.17.1 (Java) has other runs after fastForward() than without: a Sunday is lost.
#
# FREQ=YEARLY;BYWEEKNO=-1;BYDAY=SA,SU is the weekend of each year's last week. Walked from its start, 2028-01-02 is among the runs. Asked for
# what comes after 2028-01-01, the iterator goes on in December. So which runs there are depends on from where one asks.
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

rule='FREQ=YEARLY;BYWEEKNO=-1;BYDAY=SA,SU'
seen "from the start" "2027-01-02 2027-01-03 2028-01-01 2028-01-02" "$(dates "$rule" 2026-11-30T09:00:00Z)"
seen "after fastForward to a second after 2028-01-01 09:00" "2028-12-30 2028-12-31 2029-12-29 2029-12-30" \
    "$(dates "$rule" 2026-11-30T09:00:00Z 2028-01-01T09:00:01Z)"
