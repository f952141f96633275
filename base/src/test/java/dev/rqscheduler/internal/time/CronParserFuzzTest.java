/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.rqscheduler.api.CronSyntaxException;
import dev.rqscheduler.api.Zone;
import java.time.Instant;
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
            boolean valid = isAccepted(text);
            if (valid != isValid(text)) {
                fail("seed %d case %d: %s is %s", SEED, i, text, valid ? "accepted" : "refused");
            }
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
            isAccepted(text.toString());
        }
    }

    private static boolean isAccepted(String text) {
        CronExpression cron;
        try {
            cron = CronExpression.parse(text);
        } catch (CronSyntaxException e) {
            String message = String.valueOf(e.getMessage());
            boolean fine = e.position() >= 0
                    && e.position() <= text.length()
                    && message.length() < 1000
                    && message.chars().allMatch(c -> c >= ' ' && c <= '~');
            if (!fine) {
                fail("seed %d, text \"%s\", position %d: %s", SEED, text, e.position(), e.getMessage());
            }
            return false;
        } catch (RuntimeException e) {
            return fail("seed " + SEED + ", text \"" + text + "\"", e);
        }
        if (cron.nextAfter(NOW, Zone.UTC).filter(next -> !next.isAfter(NOW)).isPresent()) {
            fail("seed %d: next run of %s is not after now", SEED, text);
        }
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
