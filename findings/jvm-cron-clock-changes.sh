#!/usr/bin/env bash
# A nightly job of Spring, Quartz or cron-utils does not run at all when the clocks go forward; in autumn it runs once, late, or twice.
#
# 02:30 in Berlin on 28 March 2027 is missing, and so is the run; midnight in Cairo on 30 April 2027 (a Friday, the usual day there) is
# affected as well. On 31 October 02:30 occurs twice: Spring 6.2.8 runs both times, cron-utils 9.2.1 the first, Quartz 2.5.0 the second.
source "$(dirname "${BASH_SOURCE[0]}")/packages.sh"

maven org.quartz-scheduler:quartz:2.5.0 org.springframework:spring-context:6.2.8 com.cronutils:cron-utils:9.2.1
cat >"$scratch/Runs.java" <<'JAVA'
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import java.time.*;
import java.util.*;
import java.util.function.UnaryOperator;

class Runs {
    public static void main(String[] args) throws Exception {
        String minute = args[1], hour = args[2];
        ZoneId zone = ZoneId.of(args[3]);
        LocalDate day = LocalDate.parse(args[4]);
        UnaryOperator<ZonedDateTime> next = switch (args[0]) {
            case "spring" -> org.springframework.scheduling.support.CronExpression.parse("0 " + minute + " " + hour + " * * *")::next;
            case "quartz" -> {
                var cron = new org.quartz.CronExpression("0 " + minute + " " + hour + " * * ?");
                cron.setTimeZone(TimeZone.getTimeZone(zone));
                yield t -> cron.getNextValidTimeAfter(Date.from(t.toInstant())).toInstant().atZone(zone);
            }
            default -> {
                var unix = new com.cronutils.parser.CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
                var time = ExecutionTime.forCron(unix.parse(minute + " " + hour + " * * *"));
                yield t -> time.nextExecution(t).orElseThrow();
            }
        };
        var runs = new StringJoiner(" ");
        for (var t = next.apply(day.minusDays(1).atTime(12, 0).atZone(zone)); !t.toLocalDate().isAfter(day); t = next.apply(t)) {
            if (t.toLocalDate().equals(day)) {
                runs.add(t.toInstant().toString().substring(11, 16) + "Z");
            }
        }
        System.out.println(runs.length() == 0 ? "none" : runs);
    }
}
JAVA
javac -cp "$classpath" -d "$scratch" "$scratch/Runs.java" 2>"$scratch/javac.log" || { cat "$scratch/javac.log" >&2; fail "it does not compile"; }
runs() { java -cp "$scratch:$classpath" Runs "$@" 2>/dev/null; }
for library in spring quartz cron-utils; do
    seen "$library, 02:30 in Berlin on 28 March 2027" none "$(runs $library 30 2 Europe/Berlin 2027-03-28)"
    seen "$library, 00:00 in Cairo on 30 April 2027" none "$(runs $library 0 0 Africa/Cairo 2027-04-30)"
done
seen "spring, 02:30 in Berlin on 31 October 2027" "00:30Z 01:30Z" "$(runs spring 30 2 Europe/Berlin 2027-10-31)"
seen "quartz, the same" "01:30Z" "$(runs quartz 30 2 Europe/Berlin 2027-10-31)"
seen "cron-utils, the same" "00:30Z" "$(runs cron-utils 30 2 Europe/Berlin 2027-10-31)"
