/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.Outcome;
import dev.rqscheduler.api.SchedulerListener;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.internal.store.ScriptClock;
import dev.rqscheduler.internal.store.ZoneRulesStore;
import dev.rqscheduler.internal.time.ZoneEdition;
import dev.rqscheduler.testing.HandMade;
import dev.rqscheduler.testing.TestRedis;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Schedulers on hosts with different rules of one zone take turns, some killed while they compute due times again. */
@ExtendWith(TestRedis.class)
class ZoneRulesTurnsTest {

    private static final String ZONE = "America/Phoenix";
    private static final Instant START = Instant.parse("2026-11-01T00:30:00Z");
    private static final int DAYS = 25;
    private static final int JOBS = 130;

    private record Host(Zone zone, ZoneEdition edition) {
        static Host of(String version, int offset) {
            Zone zone = new Zone(ZONE, ZoneOffset.ofHours(offset).getRules());
            return new Host(zone, new ZoneEdition(version, () -> List.of(zone)));
        }
    }

    private final List<Host> hosts = List.of(Host.of("2025b", -8), Host.of("2026f", -7), Host.of("2026g", -6));
    private final Map<String, TreeSet<Integer>> hours = new HashMap<>();
    private final Map<String, List<LocalDateTime>> ran = new HashMap<>();

    @Test
    void eachWallClockTimeOfEachJobRunsOnce() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (RedisConnection redis = TestRedis.connection()) {
            put(random);
            Host host = hosts.get(0);
            settle(redis, host, START, Integer.MAX_VALUE);
            for (Instant now = START; now.isBefore(START.plus(Duration.ofDays(DAYS))); now = now.plusSeconds(1_800)) {
                if (random.nextInt(12) == 0) {
                    for (int pages = random.nextInt(4); pages > 0; pages = random.nextInt(3)) {
                        // Killed in the middle; another one takes over.
                        settle(redis, hosts.get(random.nextInt(hosts.size())), now, pages);
                    }
                    host = hosts.get(random.nextInt(hosts.size()));
                    settle(redis, host, now, Integer.MAX_VALUE);
                }
                pass(redis, host, now);
            }
        }
        hours.forEach((id, times) -> {
            List<LocalDateTime> runs = runs(id);
            List<LocalDateTime> wanted = new ArrayList<>();
            LocalDateTime first = runs.get(0);
            LocalDateTime last = runs.get(runs.size() - 1);
            for (LocalDateTime day = first.truncatedTo(ChronoUnit.DAYS); !day.isAfter(last); day = day.plusDays(1)) {
                for (int hour : times) {
                    wanted.add(day.plusHours(hour));
                }
            }
            wanted.removeIf(time -> time.isBefore(first) || time.isAfter(last));
            assertThat(runs).as("seed %d, %s, %s", seed, id, times).containsExactlyElementsOf(wanted);
            assertThat(wanted).hasSizeGreaterThan((DAYS - 3) * times.size());
        });
    }

    private List<LocalDateTime> runs(String id) {
        return ran.computeIfAbsent(id, job -> new ArrayList<>());
    }

    private void put(Random random) {
        for (int i = 0; i < JOBS; i++) {
            TreeSet<Integer> times = new TreeSet<>();
            // Further apart than the clocks of any two hosts: what is over at once is made up for by one run.
            for (int hour = random.nextInt(8); hour < 21; hour += 3 + random.nextInt(12)) {
                times.add(hour);
            }
            String id = "job-" + i;
            hours.put(id, times);
            String list = times.stream().map(String::valueOf).collect(Collectors.joining(","));
            Instant due = START.plusSeconds(1_800);
            while (!times.contains(hosts.get(0).zone().at(due).getHour())) {
                due = due.plusSeconds(3_600);
            }
            HandMade.job(
                    id,
                    (double) due.getEpochSecond(),
                    "meta",
                    "{\"cron_string\": \"0 " + list + " * * *\"}",
                    "timeout",
                    "180");
        }
    }

    private void pass(RedisConnection redis, Host host, Instant now) {
        FrozenPass.takeLock();
        FrozenPass.under(redis, now, host.zone(), 500, outcome -> {
            if (outcome instanceof Outcome.Moved job) {
                runs(job.id()).add(host.zone().at(job.due()).toLocalDateTime());
            } else {
                throw new AssertionError(outcome.toString());
            }
        });
    }

    private static void settle(RedisConnection redis, Host host, Instant now, int pages) {
        TestRedis.client().set(HandMade.LOCK, "token");
        ZoneRulesChange change = new ZoneRulesChange(
                new ZoneRulesStore(redis, ScriptClock.frozen(now)),
                host.zone(),
                host.edition(),
                List::of,
                "scheduler",
                SchedulerListener.NONE,
                System::nanoTime);
        int[] left = {pages};
        if (change.settle("token", () -> left[0]-- > 0)) {
            change.record("token", false);
        }
    }
}
