/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.move;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.Serializer;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.wire.Meta;
import dev.rqscheduler.internal.wire.Scores;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Jitter puts runs off and never the rhythm. */
class DeciderJitterTest {

    private static final Decider DECIDER = new Decider(Zone.UTC);
    private static final Instant FIRST = DueJobs.DUE.plusMillis(250);
    private static final int INTERVAL = 60;
    private static final int RUNS = 500;

    @ParameterizedTest
    @ValueSource(ints = {1, 30, 59, INTERVAL})
    void anIntervalKeepsItsPhaseRunByRun(int jitter) {
        byte[] meta = meta(Serializer.PICKLE, jitter, null);
        Instant due = FIRST;
        Set<Duration> delays = new TreeSet<>();
        for (int run = 1; run <= RUNS; run++) {
            Decision.Move move = move(due, meta, due.plusMillis(1));
            meta = Objects.requireNonNullElse(move.meta(), meta);
            due = asRedisKeepsIt(move.next().orElseThrow());
            Duration delay = Duration.between(FIRST.plusSeconds((long) run * INTERVAL), due);
            assertThat(delay)
                    .isBetween(Duration.ZERO, Duration.ofSeconds(jitter).minusNanos(1));
            delays.add(delay);
        }
        assertThat(delays).hasSizeGreaterThan(RUNS * 9 / 10);
    }

    /** Runs that come late, are left out or missed: the beat stays, and what is written stays short. */
    @ParameterizedTest
    @EnumSource(Serializer.class)
    void anIntervalKeepsItsPhaseWhateverHappens(Serializer serializer) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        byte[] start = meta(serializer, 45, 1_000_000L);
        byte[] meta = start;
        Instant due = FIRST;
        for (int run = 1; run <= RUNS; run++) {
            Instant now = due.plusMillis(random.nextInt(10) == 0 ? random.nextInt(10_000_000) : random.nextInt(500));
            Map<String, byte[]> hash = hash(meta);
            if (random.nextInt(5) == 0) {
                hash.put("status", "canceled".getBytes(StandardCharsets.UTF_8));
            }
            Decision decision = DECIDER.decide(DueJobs.read(due, hash), now);
            byte[] after = decision instanceof Decision.Move move ? move.meta() : ((Decision.Skip) decision).meta();
            meta = Objects.requireNonNullElse(after, meta);
            Instant next = (decision instanceof Decision.Move move ? move.next() : ((Decision.Skip) decision).next())
                    .orElseThrow();
            due = asRedisKeepsIt(next);
            long beyond = Duration.between(FIRST, due).toNanos()
                    % Duration.ofSeconds(INTERVAL).toNanos();

            assertThat(due).as("seed %d, run %d", seed, run).isAfter(now).isBefore(now.plusSeconds(INTERVAL + 45));
            assertThat(Duration.ofNanos(beyond))
                    .as("phase, seed %d, run %d", seed, run)
                    .isBetween(Duration.ZERO, Duration.ofSeconds(45).minusNanos(1));
            assertThat(NextRun.Phase.of(Meta.parse(meta)))
                    .as("seed %d, run %d", seed, run)
                    .contains(FIRST);
            assertThat(meta.length).isLessThan(start.length + 120);
        }
    }

    /** Which a worker writes back at the end of a long run, if its job calls save_meta. */
    @Test
    void anOldMetaIsAsGood() {
        Decision.Move first = move(FIRST, meta(Serializer.PICKLE, 30, null), FIRST);
        byte[] old = Objects.requireNonNull(first.meta());
        Instant due = first.next().orElseThrow();
        for (int run = 2; run < 50; run++) {
            Decision.Move move = move(due, old, due);
            assertThat(move.meta()).isNull();
            due = move.next().orElseThrow();
            assertThat(Duration.between(FIRST.plusSeconds((long) run * INTERVAL), due))
                    .isBetween(Duration.ZERO, Duration.ofSeconds(30));
        }
    }

    /** Somebody gives it another time: the rhythm goes on from there, as it does without jitter. */
    @Test
    void anotherDueTimeIsAnotherPhase() {
        byte[] known = Objects.requireNonNull(
                move(FIRST, meta(Serializer.JSON, 30, null), FIRST).meta());
        Instant other = FIRST.plusSeconds(1_017);

        Decision.Move move = move(other, known, other);

        assertThat(NextRun.Phase.of(Meta.parse(Objects.requireNonNull(move.meta()))))
                .contains(other);
        assertThat(Duration.between(other.plusSeconds(INTERVAL), move.next().orElseThrow()))
                .isBetween(Duration.ZERO, Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"x\"",
                "1.5",
                "null",
                "-1",
                "0",
                "99999999999999999",
                "999999999999999999999999999999",
                "-999999999999999999"
            })
    void whatIsNoPhaseIsWrittenAnew(String phase) {
        String meta = "{\"interval\": 60, \"scheduling\": {\"jitter\": \"30s\"}, \"scheduling_phase\": " + phase + "}";

        Decision.Move move = move(FIRST, meta.getBytes(StandardCharsets.UTF_8), FIRST);

        assertThat(NextRun.Phase.of(Meta.parse(Objects.requireNonNull(move.meta()))))
                .contains(FIRST);
    }

    @Test
    void aCronJobNeedsNothingToKeepItsRhythm() {
        String meta = "{\"cron_string\": \"*/5 * * * *\", \"scheduling\": {\"jitter\": \"2m\"}}";
        Instant due = DueJobs.DUE;
        Set<Duration> delays = new TreeSet<>();
        for (int run = 1; run <= RUNS; run++) {
            Decision.Move move = move(due, meta.getBytes(StandardCharsets.UTF_8), due.plusMillis(5));
            assertThat(move.meta()).isNull();
            due = asRedisKeepsIt(move.next().orElseThrow());
            Duration delay = Duration.between(DueJobs.DUE.plusSeconds(300L * run), due);
            assertThat(delay).isBetween(Duration.ZERO, Duration.ofMinutes(2).minusNanos(1));
            delays.add(delay);
        }
        assertThat(delays).hasSizeGreaterThan(RUNS * 9 / 10);
    }

    @Test
    void aLastRunWritesNoPhase() {
        Decision.Move move = move(FIRST, meta(Serializer.JSON, 30, 1L), FIRST);

        assertThat(move.next()).isEmpty();
        assertThat(Meta.parse(Objects.requireNonNull(move.meta())).get("repeat"))
                .contains(PyValue.Int.of(0));
        assertThat(NextRun.Phase.of(Meta.parse(Objects.requireNonNull(move.meta()))))
                .isEmpty();
    }

    private static Instant asRedisKeepsIt(Instant due) {
        assertThat(due.truncatedTo(ChronoUnit.MICROS)).isEqualTo(due);
        // Redis prints a double with 17 digits.
        return Scores.instant(String.format(Locale.ROOT, "%.17g", Double.parseDouble(Scores.text(due))));
    }

    private static byte[] meta(Serializer serializer, int jitter, @Nullable Long repeat) {
        Map<String, PyValue> meta = new LinkedHashMap<>();
        meta.put("interval", PyValue.Int.of(INTERVAL));
        if (repeat != null) {
            meta.put("repeat", PyValue.Int.of(repeat));
        }
        meta.put("scheduling", PyValue.of(Map.of("jitter", jitter)));
        return Meta.encode(meta, serializer);
    }

    private static Map<String, byte[]> hash(byte[] meta) {
        return new TreeMap<>(Map.of("origin", new byte[] {'q'}, "meta", meta));
    }

    private static Decision.Move move(Instant due, byte[] meta, Instant now) {
        return (Decision.Move) DECIDER.decide(DueJobs.read(due, hash(meta)), now);
    }
}
