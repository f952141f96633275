/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.move;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.Serializer;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.wire.Meta;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The options in {@code meta["scheduling"]}: zone, misfire and overlap, and what is wrong with them. */
class DeciderSchedulingTest {

    private static final Decider DECIDER = new Decider(Zone.UTC);

    /** A Thursday in winter, 13:00 in UTC. */
    private static final Instant DUE = DueJobs.DUE;

    @ParameterizedTest
    @CsvSource({
        "'{}', 2026-01-16T09:00:00Z",
        "'{\"zone\": null}', 2026-01-16T09:00:00Z",
        "'{\"zone\": \"America/New_York\"}', 2026-01-15T14:00:00Z",
        "'{\"zone\": \"Asia/Kathmandu\"}', 2026-01-16T03:15:00Z",
        "'{\"zone\": \"+01:00\"}', 2026-01-16T08:00:00Z",
    })
    void readsTheExpressionInItsZone(String scheduling, Instant next) {
        String meta = "{\"cron_string\": \"0 9 * * *\", \"scheduling\": " + scheduling + "}";

        assertThat(move(job("scheduled", meta), DUE).next()).contains(next);
        assertThat(DECIDER.rule(bytes(meta), DUE).rhythm()).isEqualTo(new MoveRule.At(DUE, next));
    }

    @Test
    void asksInTheZoneWhetherALastMatchIsOne() {
        String cron = "{\"cron_string\": \"0 8 15 1 * 2026\", \"scheduling\": {\"zone\": \"America/New_York\"}}";

        assertThat(move(job("scheduled", cron), DUE).next()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "5m"  | 300    | true
            "5m"  | 300.25 | false
            300   | 300    | true
            300   | 301    | false
            0.5   | 0.5    | true
            0.5   | 0.6    | false
            "PT1H"| 0      | true
            "90"  | 91     | false
            """)
    void leavesOutARunThatIsTooLate(String after, double late, boolean runs) {
        String meta = "{\"interval\": 60, \"repeat\": 1, \"scheduling\": {\"misfire\": \"skip\", \"misfire_after\": "
                + after + "}}";
        Instant now = DUE.plusMillis(Math.round(late * 1000));

        Decision decision = DECIDER.decide(job("scheduled", meta), now);

        assertThat(decision instanceof Decision.Move).isEqualTo(runs);
        if (decision instanceof Decision.Skip skip) {
            // A run that was left out does not count.
            assertThat(skip.meta()).isNull();
            assertThat(skip.next().orElseThrow()).isAfter(now).isBeforeOrEqualTo(now.plusSeconds(60));
        }
    }

    @Test
    void saysHowLateItWas() {
        String meta = "{\"interval\": 60, \"scheduling\": {\"misfire\": \"skip\", \"misfire_after\": \"5m\"}}";

        assertThat(skip(job("scheduled", meta), DUE.plusMillis(450_250)).reason())
                .isEqualTo("it was 7m30.25s late, more than its misfire_after of 5m");
    }

    @Test
    void takesAJobThatRunsOnceOutOfTheScheduleIfItIsTooLate() {
        String meta = "{\"scheduling\": {\"misfire\": \"skip\", \"misfire_after\": \"5m\"}}";

        assertThat(skip(job("scheduled", meta), DUE.plusSeconds(301)).next()).isEmpty();
        assertThat(move(job("scheduled", meta), DUE.plusSeconds(299)).next()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "queued, false",
        "started, false",
        "deferred, false",
        "scheduled, true",
        "finished, true",
        "failed, true",
        "stopped, true",
        "'', true"
    })
    void leavesOutARunWhileTheOneBeforeIsUnderWay(String status, boolean runs) {
        String meta = "{\"interval\": 60, \"repeat\": 5, \"scheduling\": {\"overlap\": \"skip\"}}";

        Decision decision = DECIDER.decide(job(status, meta), DUE.plusSeconds(1));

        assertThat(decision instanceof Decision.Move).isEqualTo(runs);
        if (decision instanceof Decision.Skip skip) {
            assertThat(skip.reason())
                    .isEqualTo("its previous run has not finished (status " + status + "), and its overlap is skip");
            assertThat(skip.next()).contains(DUE.plusSeconds(60));
            assertThat(skip.meta()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"overlap\": \"allow\"}", "{\"misfire\": \"once\"}", "null"})
    void runsAsRqSchedulersWouldUnlessToldOtherwise(String scheduling) {
        String meta = "{\"interval\": 60, \"scheduling\": " + scheduling + "}";

        assertThat(move(job("started", meta), DUE.plusSeconds(7_000)).next()).contains(DUE.plusSeconds(7_020));
    }

    /** What the status or the time of a job can change is not for a rule that knows neither. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"misfire\": \"skip\", \"misfire_after\": 5}",
                "{\"overlap\": \"skip\"}",
                "{\"jitter\": \"5s\"}",
                "{\"zone\": \"Nowhere\"}",
                "7"
            })
    void makesNoRuleForWhatDependsOnTheJob(String scheduling) {
        for (String rhythm : List.of("\"interval\": 60", "\"cron_string\": \"* * * * *\"", "\"note\": 1")) {
            byte[] meta = bytes("{" + rhythm + ", \"scheduling\": " + scheduling + "}");

            assertThat(DECIDER.rule(meta, DUE).rhythm()).isInstanceOf(MoveRule.Ask.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Serializer.class)
    void readsEitherFormOfMeta(Serializer serializer) {
        byte[] meta = Meta.encode(
                Map.of(
                        "cron_string",
                        new PyValue.Str("0 9 * * *"),
                        "scheduling",
                        PyValue.of(Map.of("zone", "Asia/Tokyo", "misfire", "skip", "misfire_after", 90))),
                serializer);

        assertThat(DECIDER.decide(DueJobs.withMeta(meta), DUE.plusSeconds(91)))
                .isInstanceOfSatisfying(
                        Decision.Skip.class,
                        skip -> assertThat(skip.next()).contains(Instant.parse("2026-01-16T00:00:00Z")));
    }

    @Test
    void readsATimedelta() {
        byte[] meta = Meta.encode(
                Map.of(
                        "interval",
                        PyValue.Int.of(60),
                        "scheduling",
                        PyValue.of(Map.of("misfire", "skip", "misfire_after", Duration.ofMillis(1500)))),
                Serializer.PICKLE);

        assertThat(DECIDER.decide(DueJobs.withMeta(meta), DUE.plusMillis(1500))).isInstanceOf(Decision.Move.class);
        assertThat(DECIDER.decide(DueJobs.withMeta(meta), DUE.plusMillis(1501))).isInstanceOf(Decision.Skip.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "skip"                                 | meta["scheduling"] must be a dict with any of the keys zone, misfire, misfire_after, overlap, jitter, but is "skip"
            []                                     | meta["scheduling"] must be a dict
            {"zoen": "UTC"}                        | meta["scheduling"] has the key "zoen", which is not one of zone, misfire, misfire_after, overlap, jitter
            {"zone": "Berln"}                      | meta["scheduling"]["zone"]: bad time zone "Berln": there is no such zone; did you mean Europe/Berlin?
            {"zone": 1}                            | meta["scheduling"]["zone"] must be an IANA name such as "Europe/Berlin", but is 1
            {"misfire": "all"}                     | meta["scheduling"]["misfire"] must be "once" or "skip", but is "all"
            {"misfire": true}                      | meta["scheduling"]["misfire"] must be "once" or "skip", but is True
            {"misfire": "skip"}                    | meta["scheduling"]["misfire_after"] is required with misfire "skip" (how late a run may be, for example "5m")
            {"misfire_after": 5}                   | meta["scheduling"]["misfire_after"] is only valid with misfire "skip"
            {"misfire": "skip", "misfire_after": 0}     | meta["scheduling"]["misfire_after"] must be more than zero, for example "5m"
            {"misfire": "skip", "misfire_after": -5}    | meta["scheduling"]["misfire_after"]: bad duration "-5": it is negative
            {"misfire": "skip", "misfire_after": "5x"}  | meta["scheduling"]["misfire_after"]: bad duration "5x": it is not a duration; use a form such as
            {"misfire": "skip", "misfire_after": true}  | meta["scheduling"]["misfire_after"] must be a duration such as "30s", "15m" or "1h30m", or a number of seconds, but is True
            {"misfire": "skip", "misfire_after": 1e300} | meta["scheduling"]["misfire_after"]: bad duration
            {"misfire": "skip", "misfire_after": NaN}   | meta["scheduling"]["misfire_after"] must be a duration
            {"overlap": "wait"}                    | meta["scheduling"]["overlap"] must be "allow" or "skip", but is "wait"
            {"overlap": ["skip"]}                  | meta["scheduling"]["overlap"] must be "allow" or "skip", but is ['skip']
            {"jitter": "25h"}                      | meta["scheduling"]["jitter"] must be at most one day, but is 1d1h
            {"jitter": 61}                         | meta["scheduling"]["jitter"] must be at most the interval, 1m, but is 1m1s
            {"jitter": {}}                         | meta["scheduling"]["jitter"] must be a duration
            {"jitter": 1e-12}                      | meta["scheduling"]["jitter"]: bad duration
            """)
    void putsAsideWhatItCannotFollow(String scheduling, String reason) {
        for (String status : List.of("scheduled", "canceled")) {
            DueJob job = job(status, "{\"interval\": 60, \"scheduling\": " + scheduling + "}");

            assertThat(DECIDER.decide(job, DUE))
                    .isInstanceOfSatisfying(
                            Decision.Quarantine.class,
                            quarantine -> assertThat(quarantine.reason())
                                    .startsWith(reason)
                                    .doesNotContain("Exception")
                                    .hasSizeLessThan(400));
        }
    }

    @Test
    void leavesUsersOwnKeysOfTheseNamesAlone() {
        String meta = "{\"interval\": 60, \"zone\": 7, \"misfire\": [], \"overlap\": \"skip\", \"jitter\": \"x\"}";

        assertThat(move(job("queued", meta), DUE).meta()).isNull();
        assertThat(DECIDER.rule(bytes(meta), DUE).rhythm()).isEqualTo(new MoveRule.Every(Duration.ofSeconds(60)));
    }

    private static DueJob job(String status, String meta) {
        return DueJobs.with("status", status, "meta", meta);
    }

    private static Decision.Move move(DueJob job, Instant now) {
        return (Decision.Move) DECIDER.decide(job, now);
    }

    private static Decision.Skip skip(DueJob job, Instant now) {
        return (Decision.Skip) DECIDER.decide(job, now);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
