#!/usr/bin/env bash
# Libraries that describe cron lines in words get some of them wrong: "every 45 minutes" for */45, and "and on Monday" for an "or".
#
# "*/45 * * * *" runs at minutes 0 and 45: after 45 minutes, then after 15. cronstrue 3.39.0 and cron-utils 9.2.1 call it every 45
# minutes, although cron-utils itself computes the right times. cronstrue also has "every 90 minutes" for what runs once an hour, and "every 40
# days" for the first of each month. "0 0 1,15 * 1" runs on the 1st, the 15th and each Monday; both sentences read as if only on Mondays.
source "$(dirname "${BASH_SOURCE[0]}")/packages.sh"

npm_packages cronstrue@3.39.0
words() { (cd "$modules" && node -e 'console.log(require("cronstrue").toString(process.argv[1]))' "$1"); }
maven com.cronutils:cron-utils:9.2.1
cat >"$scratch/Words.java" <<'JAVA'
import com.cronutils.descriptor.CronDescriptor;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import java.time.*;
import java.util.*;

class Words {
    public static void main(String[] args) {
        var cron = new com.cronutils.parser.CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX)).parse(args[0]);
        var at = ZonedDateTime.of(2026, 12, 1, 12, 0, 0, 0, ZoneOffset.UTC);
        var runs = new StringJoiner(" ");
        for (int i = 0; i < 4; i++) {
            at = ExecutionTime.forCron(cron).nextExecution(at).orElseThrow();
            runs.add(at.format(java.time.format.DateTimeFormatter.ofPattern(args[1], Locale.UK)));
        }
        System.out.println(CronDescriptor.instance(Locale.UK).describe(cron) + ": " + runs);
    }
}
JAVA
runs() { java -cp "$classpath" "$scratch/Words.java" "$@" 2>/dev/null; }

seen "cronstrue, */45 * * * *" "Every 45 minutes" "$(words '*/45 * * * *')"
seen "cron-utils, */45 * * * *" "every 45 minutes: 12:45 13:00 13:45 14:00" "$(runs '*/45 * * * *' HH:mm)"
seen "cronstrue, */90 * * * *" "Every 90 minutes" "$(words '*/90 * * * *')"
seen "cronstrue, 0 0 */40 * *" "At 12:00 AM, every 40 days in a month" "$(words '0 0 */40 * *')"
seen "cronstrue, 0 0 1,15 * 1" "At 12:00 AM, on day 1 and 15 of the month, and on Monday" "$(words '0 0 1,15 * 1')"
seen "cron-utils, 0 0 1,15 * 1" "at 00:00 at 1 and 15 days at Monday day: Mon-07 Mon-14 Tue-15 Mon-21" "$(runs '0 0 1,15 * 1' EEE-dd)"
