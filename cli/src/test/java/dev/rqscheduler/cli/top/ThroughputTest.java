/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.Overview;
import dev.rqscheduler.api.Overview.Leadership;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ThroughputTest {

    private static final Instant START = Instant.parse("2026-01-15T13:00:00Z");

    private final Throughput throughput = new Throughput();

    @Test
    void isKnownAfterTwoHeartbeats() {
        look(1_000, scheduler("a", 900, 100, 0.5));
        assertThat(throughput.rate()).isEmpty();
        look(2_000, scheduler("a", 900, 100, 0.5));
        assertThat(throughput.rate()).as("the same heartbeat again").isEmpty();
        look(5_000, scheduler("a", 4_900, 500, 0.25));
        assertThat(throughput.rate())
                .contains(new Throughput.Rate(100, Duration.ofSeconds(4), Optional.of(Duration.ofMillis(250))));
        look(6_000, scheduler("a", 4_900, 500, 0.25));
        assertThat(throughput.rate()).as("until there is a later one").isPresent();
        look(9_000, scheduler("a", 8_900, 500, -1));
        assertThat(throughput.rate()).contains(new Throughput.Rate(0, Duration.ofSeconds(4), Optional.empty()));
    }

    @Test
    void adds() {
        look(1_000, scheduler("a", 1_000, 0, -1), scheduler("b", 500, 10, 0.1));
        look(3_000, scheduler("a", 3_000, 30, 0.2), scheduler("b", 2_500, 14, 0.1));
        assertThat(throughput.rate())
                .contains(new Throughput.Rate(17, Duration.ofSeconds(2), Optional.of(Duration.ofMillis(200))));
    }

    @Test
    void aSchedulerThatStartsAnewHasMovedNothingNegative() {
        look(1_000, scheduler("a", 1_000, 5_000, 0.1));
        look(3_000, scheduler("a", 3_000, 6_000, 0.1));
        look(5_000, scheduler("a", 5_000, 3, 0.1));
        assertThat(throughput.rate()).isEmpty();
        look(7_000, scheduler("a", 7_000, 23, 0.1));
        assertThat(throughput.rate())
                .hasValueSatisfying(rate -> assertThat(rate.perSecond()).isEqualTo(10));
    }

    private record Told(String name, long beatMillis, long moved, double late) {}

    private static Told scheduler(String name, long beatMillis, long moved, double late) {
        return new Told(name, beatMillis, moved, late);
    }

    private void look(long millis, Told... told) {
        Instant now = START.plusMillis(millis);
        OptionalLong none = OptionalLong.of(0);
        throughput.look(new Overview(
                now,
                new Overview.Lead(Leadership.OURS, Optional.empty(), Optional.empty()),
                List.of(told).stream()
                        .map(one -> new Overview.Scheduler(
                                one.name,
                                true,
                                false,
                                Optional.of("host"),
                                Optional.of("1"),
                                Optional.of("1.0"),
                                Optional.empty(),
                                Optional.of(Duration.between(START.plusMillis(one.beatMillis), now)),
                                Optional.empty(),
                                Optional.of(new Overview.Work(
                                        one.moved,
                                        one.late < 0
                                                ? Optional.empty()
                                                : Optional.of(Duration.ofNanos(Math.round(one.late * 1e9)))))))
                        .toList(),
                true,
                new Overview.Backlog(Optional.empty(), none, none, Optional.empty(), Optional.empty()),
                new Overview.Schedules(none, none, none, none, none, none, Duration.ZERO),
                new Overview.Quarantine(none, List.of()),
                List.of(),
                List.of()));
    }
}
