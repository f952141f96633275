/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recent moves and hourly statistics of a process. */
class LiveMovesTest {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    private Instant now = NOW;
    private final LiveMoves moves = new LiveMoves(() -> now);

    @Test
    void moreMovesThanKept_onRead_returnsLastAndCountsOthers() {
        for (int i = 0; i < 1_000; i++) {
            moves.onOutcome(moved("job-" + i, NOW, NOW));
        }
        LiveMoves.Page all = moves.after(0, 10_000);
        assertThat(all.moves()).hasSize(LiveMoves.KEPT);
        assertThat(all.leftOut()).isEqualTo(1_000 - LiveMoves.KEPT);
        assertThat(all.last()).isEqualTo(1_000);
        assertThat(all.moves().get(LiveMoves.KEPT - 1)).satisfies(move -> {
            assertThat(move.number()).isEqualTo(1_000);
            assertThat(move.job()).contains("job-999");
        });
        assertThat(moves.after(998, 10).moves()).extracting(Move::number).containsExactly(999L, 1_000L);
        assertThat(moves.after(1_000, 10).moves()).isEmpty();
        assertThat(moves.after(5_000, 1).moves())
                .as("a number from an earlier process")
                .hasSize(1);
    }

    @Test
    void waitingReader_onNextMove_isWoken() throws InterruptedException {
        assertThat(moves.await(0, Duration.ZERO)).isFalse();
        Thread process = new Thread(() -> moves.onOutcome(moved("j", NOW, NOW)));
        process.start();
        assertThat(moves.await(0, Duration.ofSeconds(30))).isTrue();
        process.join();
    }

    @Test
    void interval_withRandomLateness_hasItsQuantiles() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        long[] micros = random.longs(500, 0, 3_000_000).sorted().toArray();
        for (long late : micros) {
            moves.onOutcome(moved("j", NOW.minusNanos(late * 1_000), NOW));
        }
        moves.onOutcome(new Outcome.Missing("gone", NOW));
        LastHour.Interval last = moves.lastHour().get(359);
        assertThat(last.from()).isEqualTo(NOW);
        assertThat(last.moved()).isEqualTo(500);
        assertThat(last.others()).isEqualTo(1);
        assertThat(last.latest()).isEqualTo(Duration.ofNanos(micros[499] * 1_000));
        assertThat(last.median()).as("seed %d", seed).isBetween(span(micros[249]), atMost(micros[249]));
        assertThat(last.p99()).as("seed %d", seed).isBetween(span(micros[494]), atMost(micros[494]));
    }

    @Test
    void minutes_ofSixIntervals_areTheirSums() {
        for (int second = 0; second < 60; second++) {
            now = NOW.plusSeconds(second);
            moves.onOutcome(moved("j", now.minusMillis(second < 31 ? 10 : 500), now));
        }
        assertThat(moves.lastHourByMinutes()).hasSize(60);
        assertThat(moves.lastHourByMinutes().get(59)).satisfies(minute -> {
            assertThat(minute.from()).isEqualTo(NOW);
            assertThat(minute.moved()).isEqualTo(60);
            assertThat(minute.median()).isBetween(Duration.ofMillis(10), Duration.ofMillis(15));
            assertThat(minute.p99()).isEqualTo(Duration.ofMillis(500));
        });
        assertThat(moves.lastHour().subList(354, 360))
                .allSatisfy(part -> assertThat(part.moved()).isEqualTo(10));
    }

    @Test
    void moves_olderThanAnHour_areDropped() {
        moves.onOutcome(moved("old", NOW, NOW));
        now = NOW.plus(Duration.ofMinutes(30));
        moves.onOutcome(moved("new", now, now));
        assertThat(moves.lastHour())
                .hasSize(360)
                .extracting(LastHour.Interval::moved)
                .filteredOn(count -> count > 0)
                .hasSize(2);
        now = NOW.plus(Duration.ofMinutes(61));
        assertThat(moves.lastHour())
                .extracting(LastHour.Interval::moved)
                .filteredOn(count -> count > 0)
                .hasSize(1);
        now = NOW.plus(Duration.ofHours(9));
        assertThat(moves.lastHour())
                .allSatisfy(interval -> assertThat(interval.moved()).isZero());
        moves.onOutcome(moved("late reply", NOW, NOW));
        assertThat(moves.after(2, 10).moves()).hasSize(1);
    }

    /** Redis's clock and this machine's may differ by minutes. */
    @ParameterizedTest
    @ValueSource(ints = {-70, -10, 0, 10, 70})
    void move_withRedisClockSkewed_countsAtArrival(int minutes) {
        Instant redis = NOW.plus(Duration.ofMinutes(minutes));
        moves.onOutcome(moved("j", redis.minusMillis(20), redis));
        moves.onOutcome(new Outcome.Missing("gone", redis));
        assertThat(moves.lastHour().get(359)).satisfies(last -> {
            assertThat(last.from()).isEqualTo(NOW);
            assertThat(last.moved()).isEqualTo(1);
            assertThat(last.others()).isEqualTo(1);
            assertThat(last.latest()).isEqualTo(Duration.ofMillis(20));
        });
        Move move = moves.after(0, 2).moves().get(0);
        assertThat(move.due()).isEqualTo(redis.minusMillis(20));
        assertThat(move.lateness()).isEqualTo(Duration.ofMillis(20));
    }

    @Test
    void hostClock_setBack_dropsLaterIntervals() {
        moves.onOutcome(moved("before", NOW, NOW));
        now = NOW.minus(Duration.ofHours(5));
        moves.onOutcome(moved("after", NOW, NOW));
        assertThat(moves.lastHour())
                .extracting(LastHour.Interval::moved)
                .filteredOn(count -> count > 0)
                .containsExactly(1L);
    }

    private static Outcome moved(String id, Instant due, Instant at) {
        return new Outcome.Moved(id, "default", due, at, Optional.empty());
    }

    private static Duration span(long micros) {
        return Duration.ofNanos(micros * 1_000);
    }

    /** Returns the largest possible estimate: bucket bounds grow by half. */
    private static Duration atMost(long micros) {
        return Duration.ofNanos(Math.max(100, micros + micros / 2 + 1) * 1_000);
    }
}
