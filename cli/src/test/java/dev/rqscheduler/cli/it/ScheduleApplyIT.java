/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.Schedules;
import dev.rqscheduler.api.RunRecord;
import dev.rqscheduler.api.ScheduleStatus;
import dev.rqscheduler.cli.PrivateRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A deployment: each of 20 processes applies the same file at its start, while a scheduler runs what is due. */
@Tag("long")
class ScheduleApplyIT {

    private static final int PROCESSES = 20;
    private static final int SCHEDULES = 50;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void manyProcessesApplyTheSameFileAtOnceAndAgain() throws IOException, InterruptedException {
        Path file = folder.resolve("shop.yaml");
        Files.writeString(file, yaml());
        try (PrivateRedis redis = new PrivateRedis();
                JarProcess daemon = JarProcess.start(folder, "-u", redis.url());
                SchedulerClient scheduler = redis.scheduler()) {
            daemon.awaitLeading();
            Schedules schedules = scheduler.schedules("test");

            String first = applyFromAll(redis, file);
            assertThat(first.lines().mapToInt(ScheduleApplyIT::added).sum())
                    .as(first)
                    .isEqualTo(SCHEDULES);
            Map<String, Optional<Instant>> created = nexts(schedules);
            assertThat(created).hasSize(SCHEDULES);
            await().atMost(JarProcess.PATIENCE)
                    .until(() -> schedules.history("tick-0", 10).size() >= 3);

            String second = applyFromAll(redis, file);
            assertThat(second.lines()).containsOnly("0 added, 0 changed, 0 removed, " + SCHEDULES + " unchanged");
            assertThat(nexts(schedules)).isEqualTo(created);
            int before = schedules.history("tick-0", 100).size();
            await().atMost(JarProcess.PATIENCE)
                    .until(() -> schedules.history("tick-0", 100).size() >= before + 2);
            for (int i = 0; i < SCHEDULES / 10; i++) {
                assertContinuous(schedules.history("tick-" + i, 100));
            }
            daemon.signal("TERM");
            assertThat(daemon.awaitExit()).isZero();
        }
    }

    /** Some of every second, whose histories must have no gap, and others whose next run must not move. */
    private static String yaml() {
        StringBuilder yaml = new StringBuilder("defaults: {overlap: allow}\nschedules:\n");
        for (int i = 0; i < SCHEDULES; i++) {
            yaml.append(
                    i < SCHEDULES / 10
                            ? "  tick-" + i + ": {function: f, every: 1s}\n"
                            : "  far-" + i + ": {function: f, cron: 'H H 1 1 *', jitter: 1h}\n");
        }
        return yaml.toString();
    }

    /** What they print. */
    private String applyFromAll(PrivateRedis redis, Path file) throws InterruptedException {
        List<JarProcess> all = new ArrayList<>();
        StringBuilder out = new StringBuilder();
        try {
            for (int i = 0; i < PROCESSES; i++) {
                all.add(JarProcess.start(folder, "schedule", "apply", file.toString(), "-u", redis.url()));
            }
            for (JarProcess process : all) {
                assertThat(process.awaitExit()).as(process.err()).isZero();
                assertThat(process.err()).isEmpty();
                process.out()
                        .lines()
                        .filter(line -> line.contains(" unchanged"))
                        .forEach(line -> out.append(line).append('\n'));
            }
        } finally {
            all.forEach(JarProcess::close);
        }
        return out.toString();
    }

    private static int added(String line) {
        return Integer.parseInt(line.substring(0, line.indexOf(' ')));
    }

    /** Those of every second move on by themselves. */
    private static Map<String, Optional<Instant>> nexts(Schedules schedules) {
        try (var all = schedules.list()) {
            return all.collect(Collectors.toMap(
                    ScheduleStatus::name,
                    status -> status.name().startsWith("tick") ? Optional.empty() : status.next()));
        }
    }

    /** Each second once: a job of its own, or counted with the one before it. */
    private static void assertContinuous(List<RunRecord> newestFirst) {
        Instant expected = newestFirst.get(newestFirst.size() - 1).due();
        for (int i = newestFirst.size() - 1; i >= 0; i--) {
            RunRecord line = newestFirst.get(i);
            assertThat(line.due()).as("%s", newestFirst).isEqualTo(expected);
            expected = expected.plus(Duration.ofSeconds(1 + line.more()));
        }
    }
}
