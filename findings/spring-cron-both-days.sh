#!/usr/bin/env bash
# Spring's cron requires both day fields to match; Unix cron, and cron-utils in its UNIX dialect, either of them.
#
# "0 0 31 * 1", taken over from a crontab where it means the 31st and every Monday, runs in Spring 6.2.8 on Mondays that are a 31st: three
# times in the next two years. There is no warning.
source "$(dirname "${BASH_SOURCE[0]}")/packages.sh"

maven org.springframework:spring-context:6.2.8 com.cronutils:cron-utils:9.2.1
cat >"$scratch/Runs.java" <<'JAVA'
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import java.time.*;

class Runs {
    public static void main(String[] args) {
        var from = ZonedDateTime.of(2026, 11, 30, 12, 0, 0, 0, ZoneOffset.UTC);
        var end = from.plusYears(2);
        var spring = org.springframework.scheduling.support.CronExpression.parse("0 0 0 31 * 1");
        var unix = ExecutionTime.forCron(
                new com.cronutils.parser.CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX)).parse("0 0 31 * 1"));
        int both = 0, either = 0;
        for (var t = spring.next(from); t.isBefore(end); t = spring.next(t)) both++;
        for (var t = unix.nextExecution(from).orElseThrow(); t.isBefore(end); t = unix.nextExecution(t).orElseThrow()) either++;
        System.out.println(both + " " + either);
    }
}
JAVA
seen "runs in two years, Spring and UNIX" "3 115" "$(java -cp "$classpath" "$scratch/Runs.java" 2>/dev/null)"
