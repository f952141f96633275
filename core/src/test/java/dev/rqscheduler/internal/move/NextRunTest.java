/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.move;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.Zone;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Promise P8, the next run is always after now; and the phase of an interval, however late a run is. */
class NextRunTest {

    private static final List<String> ZONES = List.of(
            "UTC",
            "America/New_York",
            "Europe/Berlin",
            "Australia/Lord_Howe",
            "Asia/Kathmandu",
            "Pacific/Apia",
            "Africa/Casablanca",
            "America/St_Johns");
    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2090-01-01T00:00:00Z");

    @Test
    void isAfterNowAndInPhaseWhateverTheInterval() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Decider decider = new Decider(Zone.of("UTC"));
        for (int i = 0; i < 20_000; i++) {
            Instant due = instant(random);
            Instant now =
                    due.plus(Duration.ofNanos(1_000L * random.nextLong(random.nextBoolean() ? 1L << 22 : 1L << 50)));
            long interval = 1 + random.nextLong(random.nextBoolean() ? 100 : 40_000_000);
            Decision.Move move =
                    (Decision.Move) decider.decide(DueJobs.dueAt(due, "meta", "{\"interval\": " + interval + "}"), now);
            Instant next = move.next().orElseThrow();

            assertThat(next).as("seed %d, round %d", seed, i).isAfter(now);
            assertThat(next).as("seed %d, round %d", seed, i).isBeforeOrEqualTo(now.plusSeconds(interval));
            assertThat(Duration.between(due, next).toNanos()
                            % Duration.ofSeconds(interval).toNanos())
                    .as("phase, seed %d, round %d", seed, i)
                    .isZero();
        }
    }

    @Test
    void isAfterNowWhateverTheExpressionAndTheZone() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<String> expressions = List.of(
                "* * * * *",
                "*/5 * * * *",
                "0 2 * * *",
                "30 2 * * *",
                "0 * * * *",
                "59 23 31 12 *",
                "0 0 29 2 *",
                "15 1-3 * * sun",
                "0 0 l * *",
                "0 0 13 * fri",
                "* 2 * * *",
                "@daily",
                "*/7 */3 * 3,10,11 *");
        for (int i = 0; i < 4_000; i++) {
            Instant now = instant(random);
            String expression = expressions.get(random.nextInt(expressions.size()));
            Zone zone = Zone.of(ZONES.get(random.nextInt(ZONES.size())));
            DueJob job = DueJobs.dueAt(now.minusSeconds(1), "meta", "{\"cron_string\": \"" + expression + "\"}");
            Decision.Move move = (Decision.Move) new Decider(zone).decide(job, now);

            assertThat(move.next().orElseThrow())
                    .as("%s in %s at %s, seed %d", expression, zone, now, seed)
                    .isAfter(now);
        }
    }

    /** Half of them within a day of a change of the clocks, where the surprises are. */
    private static Instant instant(Random random) {
        long seconds = random.nextLong(FIRST.getEpochSecond(), LAST.getEpochSecond());
        Instant at = Instant.ofEpochSecond(seconds, 1_000L * random.nextInt(1_000_000));
        if (random.nextBoolean()) {
            return at;
        }
        var change = Zone.of(ZONES.get(random.nextInt(ZONES.size()))).rules().nextTransition(at);
        return change == null || change.getInstant().isAfter(LAST)
                ? at
                : change.getInstant().plusMillis(random.nextLong(-86_400_000, 86_400_000));
    }
}
