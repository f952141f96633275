/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rqscheduler.api.BadScheduleException;
import dev.rqscheduler.api.Callback;
import dev.rqscheduler.api.ClockChange;
import dev.rqscheduler.api.CronDialect;
import dev.rqscheduler.api.DateRange;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.Misfire;
import dev.rqscheduler.api.Overlap;
import dev.rqscheduler.api.RepeatedHour;
import dev.rqscheduler.api.Retry;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.Serializer;
import dev.rqscheduler.api.SkippedHour;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written down is read back as the same, and what is wrong is named with its field. */
class ScheduleFormTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static Schedule.Builder schedule() {
        return Schedule.builder("name", JobSpec.of("f"));
    }

    static Stream<Schedule> schedules() {
        JobSpec job = JobSpec.builder("shop.jobs.report")
                .args(1, "two", null, true, 2.5, List.of(1, 2), Map.of("a", 1))
                .kwarg("when", "now")
                .queue("reports")
                .description("a report")
                .timeout(Duration.ofMinutes(5))
                .resultTtl(Duration.ofSeconds(-1))
                .failureTtl(Duration.ofDays(1))
                .meta(Map.of("team", "x"))
                .atFront(true)
                .retry(Retry.of(3, Duration.ofSeconds(10), Duration.ofSeconds(60)))
                .onSuccess(Callback.of("shop.ok"))
                .onFailure(new Callback("shop.bad", Duration.ofSeconds(5)))
                .onStopped(Callback.of("shop.stopped"))
                .serializer(Serializer.JSON)
                .build();
        return Stream.of(
                schedule().cron("H 3 * * *").build(),
                schedule().every(Duration.ofMinutes(15)).build(),
                schedule()
                        .every(Duration.ofMinutes(15), Instant.parse("2026-01-01T00:07:00Z"))
                        .build(),
                schedule().everySpread(Duration.ofHours(1)).build(),
                schedule()
                        .at(Instant.parse("2027-01-01T00:00:00.25Z"), Instant.parse("2026-12-01T00:00:00Z"))
                        .build(),
                schedule()
                        .rrule("FREQ=MONTHLY;BYDAY=-1FR", LocalDateTime.parse("2026-12-01T09:00"))
                        .build(),
                Schedule.builder("all", job)
                        .cron("0 0 13 * fri", CronDialect.RQ_SCHEDULER.withDayOr(true))
                        .group("shop")
                        .zone(BERLIN)
                        .clockChange(new ClockChange(SkippedHour.SKIP, RepeatedHour.BOTH))
                        .start(Instant.parse("2026-12-01T00:00:00Z"))
                        .end(Instant.parse("2027-12-01T00:00:00Z"))
                        .maxRuns(7)
                        .exclude(
                                DateRange.day(LocalDate.parse("2026-12-25")),
                                new DateRange(LocalDate.parse("2026-12-27"), LocalDate.parse("2027-01-01")))
                        .jitter(Duration.ofSeconds(30))
                        .misfire(new Misfire.All(5))
                        .overlap(Overlap.WAIT)
                        .deadline(Duration.ofMinutes(10))
                        .build(),
                schedule()
                        .cron("@daily")
                        .misfire(new Misfire.Skip(Duration.ofMinutes(5)))
                        .build());
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void isReadBackAsTheSame(Schedule schedule) {
        String text = ScheduleJson.text(schedule);
        Schedule again = ScheduleJson.parse(schedule.name(), text.getBytes(StandardCharsets.UTF_8));
        assertThat(again).isEqualTo(schedule);
        assertThat(ScheduleJson.text(again)).isEqualTo(text);
        Instant from = Instant.parse("2026-11-01T00:00:00Z");
        assertThat(Plans.of(again).next(from, 20)).isEqualTo(Plans.of(schedule).next(from, 20));
    }

    @Test
    void theSameInOtherWordsIsTheSame() {
        Schedule once = parse("{\"function\": \"f\", \"every\": \"90s\", \"zone\": \"UTC\", \"misfire\": \"once\"}");
        assertThat(parse("{\"every\": 90, \"function\": \"f\", \"queue\": \"default\", \"overlap\": \"skip\"}"))
                .isEqualTo(once);
        assertThat(ScheduleJson.text(once)).isEqualTo("{\"function\": \"f\", \"every\": \"1m30s\"}");
    }

    @Test
    void localTimesMeanTheZone() {
        Schedule schedule = parse("{\"function\": \"f\", \"every\": \"1h\", \"zone\": \"Europe/Berlin\","
                + " \"start\": \"2026-12-01T09:00\"}");
        assertThat(schedule.start()).contains(Instant.parse("2026-12-01T08:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "function   | `\"every\": \"1h\"`                                            | is required",
                "``         | `\"function\": \"f\"`                                          | has no timing",
                "every      | `\"function\": \"f\", \"cron\": \"* * * * *\", \"every\": 5` | cannot be combined with cron",
                "cron       | `\"function\": \"f\", \"cron\": \"61 * * * *\"`                 | 61",
                "every      | `\"function\": \"f\", \"every\": \"soon\"`                      | bad duration",
                "every      | `\"function\": \"f\", \"every\": true`                          | must be a duration",
                "at         | `\"function\": \"f\", \"at\": [\"noon\"]`                       | noon",
                "rrule      | `\"function\": \"f\", \"rrule\": \"FREQ=NEVER\", \"rrule_from\": \"2026-01-01T00:00\"` | FREQ",
                "rrule_from | `\"function\": \"f\", \"rrule\": \"FREQ=DAILY\"`                 | is required",
                "anchor     | `\"function\": \"f\", \"cron\": \"* * * * *\", \"anchor\": \"H\"` | is only valid with every",
                "zone       | `\"function\": \"f\", \"every\": 5, \"zone\": \"Europe/Berln\"` | did you mean Europe/Berlin",
                "qeue       | `\"function\": \"f\", \"every\": 5, \"qeue\": \"x\"`          | did you mean queue?",
                "max_runs   | `\"function\": \"f\", \"every\": 5, \"max_runs\": 0`            | at least 1",
                "exclude    | `\"function\": \"f\", \"every\": 5, \"exclude\": [\"christmas\"]` | must have dates",
                "jitter     | `\"function\": \"f\", \"every\": 5, \"jitter\": \"2d\"`         | from 0s to 1d",
                "misfire    | `\"function\": \"f\", \"every\": 5, \"misfire\": \"later\"`     | one of once, skip, all",
                "misfire_after | `\"function\": \"f\", \"every\": 5, \"misfire\": \"skip\"`  | is required",
                "misfire_limit | `\"function\": \"f\", \"every\": 5, \"misfire\": \"all\", \"misfire_limit\": 0` | 1 to 1000",
                "overlap    | `\"function\": \"f\", \"every\": 5, \"overlap\": \"maybe\"`     | one of allow, skip, wait",
                "deadline   | `\"function\": \"f\", \"every\": 5, \"deadline\": 0.5`           | whole number of seconds",
                "timeout    | `\"function\": \"f\", \"every\": 5, \"timeout\": 0`              | whole seconds",
                "args       | `\"function\": \"f\", \"every\": 5, \"args\": \"x\"`            | a list",
                "retry_intervals | `\"function\": \"f\", \"every\": 5, \"retry_intervals\": [5]` | is only valid with retry_max",
                "end        | `\"function\": \"f\", \"every\": 5, \"start\": \"2027-01-01T00:00Z\", \"end\": \"2026-01-01T00:00Z\"` | after start",
            })
    void whatIsWrongIsNamed(String field, String members, String problem) {
        assertThatThrownBy(() -> parse("{" + members + "}"))
                .isInstanceOfSatisfying(
                        BadScheduleException.class, e -> assertThat(e.field()).contains(field))
                .hasMessageContaining(problem)
                .hasMessageNotContaining("Exception");
    }

    @Test
    void argumentsThatJsonCannotCarryAreRefused() {
        assertThatThrownBy(() -> Schedule.builder("n", JobSpec.of("f", new byte[] {1}))
                        .every(Duration.ofHours(1))
                        .build())
                .isInstanceOf(BadScheduleException.class)
                .hasMessageContaining("args[0]");
    }

    @Test
    void aNameIsOneThatJobIdsCanBeMadeOf() {
        assertThatThrownBy(() -> Schedule.builder("a:b", JobSpec.of("f"))
                        .every(Duration.ofHours(1))
                        .build())
                .isInstanceOf(BadScheduleException.class)
                .hasMessageContaining("name");
    }

    private static Schedule parse(String json) {
        return ScheduleJson.parse("name", json.getBytes(StandardCharsets.UTF_8));
    }
}
