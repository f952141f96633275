/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.RepeatedHour;
import dev.rqscheduler.api.Zone;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random expressions at random instants, most of them close to a change of the clocks, against {@link NaiveCron}. */
class CronOracleTest {
    private static final long SEED = 20261123;
    private static final int CASES = 1000;
    private static final Instant FIRST = Instant.parse("1969-12-31T00:00:00Z");
    private static final Instant LAST = Instant.parse("2100-01-01T12:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTC",
                "America/New_York",
                "Europe/Berlin",
                "Europe/London",
                "Australia/Lord_Howe",
                "Asia/Kathmandu",
                "America/St_Johns",
                "Africa/Casablanca",
                "Pacific/Apia"
            })
    void agreesWithTheNaiveSearch(String zoneName) {
        Zone zone = Zone.of(zoneName);
        long seed = SEED + zoneName.hashCode();
        var random = new Random(seed);
        var expressions = new RandomCron(random);
        for (int i = 0; i < CASES; i++) {
            String text = expressions.next();
            Instant now = instant(random, zone);
            var cron = CronExpression.parse(text);
            var naive = new NaiveCron(text);
            String what = "seed %d case %d: \"%s\" after %s in %s".formatted(seed, i, text, now, zone);

            for (RepeatedHour rule : RepeatedHour.values()) {
                var expected = naive.nextAfter(now, zone, rule);
                assertThat(cron.nextAfter(now, zone, rule))
                        .as(what + " " + rule)
                        .isEqualTo(expected);
            }
            LocalDateTime wall = zone.at(now).toLocalDateTime();
            assertThat(cron.matches(wall)).as(what).isEqualTo(naive.matches(wall));
        }
    }

    private static Instant instant(Random random, Zone zone) {
        Instant any = Instant.ofEpochSecond(random.nextLong(FIRST.getEpochSecond(), LAST.getEpochSecond()));
        if (zone.id().equals("Pacific/Apia") && random.nextBoolean()) {
            // The year in which Samoa went over the date line and had no 30 December.
            any = Instant.parse("2011-12-29T00:00:00Z");
        }
        var transition = zone.rules().nextTransition(any);
        if (transition == null || random.nextInt(4) == 0) {
            return any.plusNanos(random.nextInt(1_000_000_000));
        }
        return switch (random.nextInt(4)) {
            case 0 -> transition.getInstant();
            case 1 -> transition.getInstant().plusNanos(random.nextInt(-1, 2));
            default -> transition.getInstant().plusSeconds(random.nextInt(-9000, 9000));
        };
    }
}
