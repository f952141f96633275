/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the text, the parser accepts it or throws {@link CronSyntaxException}; and it accepts what the dialect is. */
class CronParserFuzzTest {
    private static final long SEED = 17_041_970;
    private static final int MUTATIONS = 200_000;
    private static final int NOISE = 50_000;
    private static final String ALPHABET = "0123456789*/,-?LlZzWw#@ \tjanfebmonsun";
    private static final Instant NOW = Instant.parse("2026-01-15T12:34:56Z");

    @Test
    void mutationsOfValidExpressionsAreAcceptedExactlyIfTheDialectHasThem() {
        var random = new Random(SEED);
        var expressions = new RandomCron(random);
        int accepted = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            String text = expressions.next();
            for (int n = random.nextInt(4); n > 0; n--) {
                text = mutated(random, text);
            }
            boolean valid = isAccepted(text, "seed " + SEED + " case " + i);
            assertThat(valid).as("seed %d case %d: %s", SEED, i, text).isEqualTo(isValid(text));
            accepted += valid ? 1 : 0;
        }
        // Both answers have to be common for the comparison to mean anything.
        assertThat(accepted).isBetween(MUTATIONS / 5, MUTATIONS * 4 / 5);
    }

    @Test
    void noiseIsRefusedWithoutAnythingElseGoingWrong() {
        var random = new Random(SEED);
        for (int i = 0; i < NOISE; i++) {
            var text = new StringBuilder();
            int length = random.nextInt(random.nextInt(20) == 0 ? 600 : 40);
            for (int n = 0; n < length; n++) {
                text.append(random.nextInt(3) == 0 ? ' ' : (char) random.nextInt(random.nextBoolean() ? 128 : 65536));
            }
            isAccepted(text.toString(), "seed " + SEED + " case " + i);
        }
    }

    private static boolean isAccepted(String text, String what) {
        CronExpression cron;
        try {
            cron = CronExpression.parse(text);
        } catch (CronSyntaxException e) {
            assertThat(e.position()).as(what).isBetween(0, text.length());
            assertThat(e.getMessage())
                    .as(what)
                    .doesNotContain("\n", "\r", "\u001b")
                    .hasSizeLessThan(1000);
            return false;
        }
        cron.nextAfter(NOW, ZoneOffset.UTC)
                .ifPresent(next -> assertThat(next).as(what).isAfter(NOW));
        return true;
    }

    private static boolean isValid(String text) {
        try {
            new NaiveCron(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String mutated(Random random, String text) {
        int at = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), at + random.nextInt(3));
        char c = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
        return switch (random.nextInt(4)) {
            case 0 -> text.substring(0, at) + c + text.substring(at);
            case 1 -> text.substring(0, at) + text.substring(to);
            case 2 -> text.substring(0, at) + c + text.substring(to);
            default -> text.substring(0, at) + text.substring(at, to) + text.substring(at);
        };
    }
}
