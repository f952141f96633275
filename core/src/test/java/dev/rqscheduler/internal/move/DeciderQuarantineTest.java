/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.rqscheduler.api.Zone;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no worker could load and no scheduler could follow is put aside, with a reason that a person understands. */
class DeciderQuarantineTest {

    private static final Decider DECIDER = new Decider(Zone.UTC);
    private static final Instant NOW = DueJobs.DUE.plusSeconds(30);

    static List<Arguments> faults() {
        return List.of(
                arguments("meta", "not a pickle", "meta cannot be read"),
                arguments("meta", "{\"interval\": 6", "meta cannot be read"),
                arguments("meta", "[1, 2]", "meta cannot be read"),
                arguments("meta", "{\"interval\": \"abc\"}", "interval must be a number, but meta says \"abc\""),
                arguments("meta", "{\"interval\": [1]}", "interval must be a number, but meta says [1]"),
                arguments("meta", "{\"interval\": {\"a\": 1}}", "interval must be a number"),
                arguments("meta", "{\"interval\": NaN}", "interval must be a number"),
                arguments("meta", "{\"interval\": -60}", "interval must be at least 1 second, but meta says -60"),
                arguments("meta", "{\"interval\": 0.5}", "interval must be at least 1 second, but meta says 0.5"),
                arguments("meta", "{\"interval\": \"0\"}", "interval must be at least 1 second"),
                arguments("meta", "{\"interval\": 1e300}", "interval is longer than 9,999 years"),
                arguments("meta", "{\"interval\": 999999999999999999999}", "interval is longer than 9,999 years"),
                arguments("meta", "{\"interval\": 300000000000}", "next run would be after the year 9999"),
                arguments("meta", "{\"repeat\": \"often\", \"interval\": 60}", "repeat must be a number"),
                arguments("meta", "{\"repeat\": [1], \"interval\": 60}", "repeat must be a number"),
                arguments(
                        "meta",
                        "}(Vinterval\nI60\nVrepeat\ncshop\nTimes\n(I5\ntRu.",
                        "repeat must be a number, but meta says shop.Times(5), whose class could make it any number:"
                                + " write an int"),
                arguments("meta", "{\"cron_string\": 5}", "cron_string must be a string, but meta says 5"),
                arguments("meta", "{\"cron_string\": \"* * *\"}", "* * *"),
                arguments("meta", "{\"cron_string\": \"61 * * * *\"}", "61"),
                arguments("meta", "{\"cron_string\": \"0 0 30 2 *\"}", "no match after 2026-01-15T13:00:30Z"),
                arguments("meta", "{\"cron_string\": \"0 0 1 1 * 2020\"}", "no match after 2026-01-15T13:00:30Z"),
                arguments("origin", "", "has no queue"),
                arguments("created_at", "2026-01-15T12:34:56.789012345Z", "is not a time that RQ can read"),
                arguments("created_at", "2026-01-15T12:34:56.789012+00:00", "is not a time that RQ can read"),
                arguments("created_at", "2026-02-30T12:34:56.789012Z", "is not a time that RQ can read"),
                arguments("ttl", "0", "ttl is 0, so RQ would delete the job as soon as it is queued"),
                arguments("ttl", "1.5", "ttl must be a whole number of seconds, not \"1.5\""),
                arguments("ttl", "99999999999", "ttl 99999999999 is longer than 68 years"),
                arguments("timeout", "1h", "timeout must be a whole number of seconds, not \"1h\""),
                arguments("timeout", "9".repeat(400), "timeout must be a whole number of seconds"),
                arguments("result_ttl", "for ever", "result_ttl must be a whole number of seconds"),
                arguments("failure_ttl", "1e3", "failure_ttl must be a whole number of seconds"),
                arguments("enqueue_at_front", "", "enqueue_at_front must be 0 or 1, not \"\""),
                arguments("enqueue_at_front", "true", "enqueue_at_front must be 0 or 1, not \"true\""),
                arguments("allow_dependency_failures", "yes", "allow_dependency_failures must be 0 or 1"),
                arguments("dependency_ids", "[\"a\"", "dependency_ids must be a JSON list of job ids"),
                arguments("dependency_ids", "{\"a\": 1}", "dependency_ids must be a JSON list of job ids"),
                arguments("dependency_ids", "[1]", "dependency_ids must be a JSON list of job ids"),
                arguments("dependency_ids", "[\"a\"] x", "dependency_ids must be a JSON list of job ids"),
                arguments("dependency_ids", "[\"a\", [\"b\"]]", "dependency_ids must be a JSON list of job ids"),
                arguments("dependency_ids", ids(1001), "it depends on 1001 jobs; the limit is 1000"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void hasAReasonInWords(String field, String value, String reason) {
        Decision decision = DECIDER.decide(DueJobs.with(field, value), NOW);

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Quarantine.class,
                        quarantine -> assertThat(quarantine.reason())
                                .contains(reason)
                                .doesNotContain("Exception")
                                .hasSizeLessThan(400));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"30\"", "30.9", "30", "\" 30 \"", "\"+30\"", "\"3_0\""})
    void readsLooseIntervalsAsPythonDoes(String interval) {
        assertThat(nextOf("{\"interval\": " + interval + "}")).isEqualTo(DueJobs.DUE.plusSeconds(60));
    }

    @Test
    void takesTrueForOneSecond() {
        assertThat(nextOf("{\"interval\": true}")).isEqualTo(NOW.plusSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "null", "\"\"", "false", "[]", "{}", "0.0"})
    void takesAFalsyIntervalForNone(String interval) {
        Decision decision = DECIDER.decide(DueJobs.with("meta", "{\"interval\": " + interval + "}"), NOW);

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Move.class, move -> assertThat(move.next()).isEmpty());
    }

    @Test
    void explainsARepeatThatNoPickleOfOursCanHold() {
        // LONG4 with 300 bytes: a number of 2,400 bits, which Python writes without a murmur.
        byte[] head = HexFormat.of().parseHex("80047d8c06726570656174" + "8b2c010000");
        byte[] tail = HexFormat.of().parseHex("732e");
        byte[] number = new byte[300];
        Arrays.fill(number, (byte) 0x11);
        byte[] meta = ByteBuffer.allocate(head.length + number.length + tail.length)
                .put(head)
                .put(number)
                .put(tail)
                .array();

        assertThat(DECIDER.decide(DueJobs.withMeta(meta), NOW))
                .isInstanceOfSatisfying(
                        Decision.Quarantine.class,
                        quarantine -> assertThat(quarantine.reason())
                                .contains("repeat")
                                .doesNotContain("Exception"));
    }

    /** Whatever bytes stand in a field: there is a decision, and it does not take for ever. */
    @Test
    void decidesAboutHostileBytes() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        JobField[] fields = JobField.values();
        for (int i = 0; i < 5_000; i++) {
            byte[] value = new byte[random.nextInt(40)];
            random.nextBytes(value);
            if (random.nextBoolean()) {
                byte[] meta = "{\"interval\": 60, \"cron_string\": \"* * * * *\", \"repeat\": 3}"
                        .getBytes(StandardCharsets.UTF_8);
                System.arraycopy(value, 0, meta, random.nextInt(10), Math.min(value.length, 3));
                value = meta;
            }
            Map<String, byte[]> hash = new HashMap<>(Map.of("origin", new byte[] {'q'}));
            hash.put(fields[random.nextInt(fields.length)].fieldName(), value);
            DueJob job = DueJobs.read(DueJobs.DUE, hash);
            assertThat(DECIDER.decide(job, NOW))
                    .as("seed %d, round %d", seed, i)
                    .isNotNull();
        }
    }

    private static Instant nextOf(String meta) {
        return ((Decision.Move) DECIDER.decide(DueJobs.with("meta", meta), NOW))
                .next()
                .orElseThrow();
    }

    private static String ids(int count) {
        return "[" + "\"x\", ".repeat(count - 1) + "\"x\"]";
    }
}
