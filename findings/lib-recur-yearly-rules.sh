#!/usr/bin/env bash
# lib-recur 0.17.1 (Java) loses and invents runs of yearly rules: different ones after fastForward(), a week 53 in every year, a first year too many.
#
# FREQ=YEARLY;BYWEEKNO=-1;BYDAY=SA,SU has Sunday 2028-01-02 when iterated from its start, but not when asked for runs after 2028-01-01.
# BYWEEKNO=53;BYDAY=FR gives 2027-12-31, of week 52, and Thursdays; correct by RFC 5545 and ISO 8601: 2027-01-01, 2032-12-31, 2038-01-01.
# BYMONTH=1,7;BYMONTHDAY=1,15;BYSETPOS=1 is 1 January; from June 2027 on it begins with 1 July, the first one left in that year.
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
seen "FREQ=YEARLY;BYWEEKNO=53;BYDAY=FR" "2027-01-01 2027-12-31 2029-01-04 2030-01-03" "$(dates 'FREQ=YEARLY;BYWEEKNO=53;BYDAY=FR' 2026-11-30T09:00:00Z)"
seen "BYSETPOS=1, from 2027-06-01" "2027-07-01 2028-01-01 2029-01-01 2030-01-01" \
    "$(dates 'FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=1,15;BYSETPOS=1' 2027-06-01T09:00:00Z)"
