/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.top;

import dev.rqscheduler.Diagnosis;
import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.Depth;
import dev.rqscheduler.api.Finding;
import dev.rqscheduler.api.Overview;
import dev.rqscheduler.api.RedisException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Reads Redis repeatedly, and keeps the last reading while Redis is unavailable. */
final class TopReader {

    /** The examination costs Redis more than the overview, and its findings do not change within seconds. */
    private static final Duration BETWEEN_EXAMINATIONS = Duration.ofSeconds(5);

    private final String address;
    private final Diagnosis diagnosis;
    private final Throughput throughput = new Throughput();

    private Optional<Overview> overview = Optional.empty();
    private List<Finding> found = List.of();
    private Instant examined = Instant.MIN;

    TopReader(SchedulerClient client, InstantSource clock) {
        this.address = client.address();
        this.diagnosis = client.diagnosis(clock);
    }

    /**
     * @throws RedisException if Redis is unavailable
     */
    Snapshot look() {
        Overview now = diagnosis.overview();
        throughput.look(now);
        overview = Optional.of(now);
        if (!examined.plus(BETWEEN_EXAMINATIONS).isAfter(now.now()) || examined.isAfter(now.now())) {
            found = diagnosis.examine(Depth.QUICK);
            examined = now.now();
        }
        return glance(Optional.empty());
    }

    /** Same as {@link #look}, but shows an unavailable Redis instead of throwing. */
    Snapshot lookAnyway() {
        try {
            return look();
        } catch (RedisException e) {
            examined = Instant.MIN;
            return glance(Optional.of(String.valueOf(e.getMessage())));
        }
    }

    private Snapshot glance(Optional<String> away) {
        List<Finding> wrong = overview.map(now -> Diagnosis.verdict(now, found)).orElse(List.of());
        return new Snapshot(address, overview, throughput.rate(), wrong, away);
    }

    /**
     * Everything one frame shows.
     *
     * @param redis its address
     * @param overview the last one read; empty if there was none
     * @param rate moves per second, if schedulers report them
     * @param wrong problems that keep jobs from running on time, the worst first, and skipped checks
     * @param away why Redis is unavailable now; empty if it is available
     */
    record Snapshot(
            String redis,
            Optional<Overview> overview,
            Optional<Throughput.Rate> rate,
            List<Finding> wrong,
            Optional<String> away) {}
}
