/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench.measure;

import dev.rqscheduler.bench.arena.BenchRedis;
import dev.rqscheduler.bench.arena.Daemon;
import dev.rqscheduler.bench.arena.Info;
import dev.rqscheduler.bench.arena.ProcessFigures;
import dev.rqscheduler.bench.load.JobIds;
import dev.rqscheduler.bench.report.Numbers;
import dev.rqscheduler.bench.report.Results;
import dev.rqscheduler.bench.report.Section;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What the scheduler costs while nothing is due. Far-future jobs are places in the schedule without hashes here: nobody
 * looks at a hash before its time, and five million of them would need gigabytes.
 */
public final class IdlePart implements Part {

    private static final long FAR = Duration.ofDays(30).toSeconds();
    private final Stage stage;

    public IdlePart(Stage stage) {
        this.stage = stage;
    }

    @Override
    public String name() {
        return "idle";
    }

    private int[] sizes() {
        return new int[] {0, stage.scale().far(), stage.scale().farther()};
    }

    @Override
    public void measure(Results results) throws InterruptedException {
        for (int jobs : sizes()) {
            stage.progress().accept("idle: with " + Numbers.text(jobs) + " jobs for later");
            stage.redis().jedis().flushAll();
            stage.backlog()
                    .loadPlaces(
                            jobs, new JobIds(stage.seed()), stage.redis().now().getEpochSecond() + FAR);
            try (Daemon daemon = Daemon.start(stage.root(), stage.redis(), stage.folder())) {
                daemon.awaitLeading(1);
                // Until Redis has tidied up its tables, and the scheduler has come to rest.
                Thread.sleep(
                        Duration.ofSeconds(stage.scale().idleWindowSeconds()).toMillis());
                for (int repetition = 0; repetition < stage.repetitions(); repetition++) {
                    look(jobs, daemon, results);
                }
            }
        }
        stage.redis().jedis().flushAll();
    }

    private void look(int jobs, Daemon daemon, Results results) throws InterruptedException {
        BenchRedis redis = stage.redis();
        ProcessFigures scheduler = new ProcessFigures(daemon.pid());
        ProcessFigures server = new ProcessFigures(redis.pid());
        redis.resetCounters();
        Map<String, Long> schedulerBefore = scheduler.cpuNanos();
        Map<String, Long> serverBefore = server.cpuNanos();
        long start = System.nanoTime();
        Thread.sleep(Duration.ofSeconds(stage.scale().idleWindowSeconds()).toMillis());
        double nanos = System.nanoTime() - start;
        long schedulerCpu = scheduler.cpuNanosSince(schedulerBefore);
        long serverCpu = server.cpuNanosSince(serverBefore);
        Info stats = redis.info(Info.Section.COMMANDSTATS);
        String name = "idle/" + jobs + "/";
        results.add(name + "sent", "1/s", stats.sentByScheduler() / (nanos / 1e9));
        long own = stats.calls("slowlog|reset") + stats.calls("config|resetstat");
        results.add(name + "commands", "1/s", (stats.allCalls() - own) / (nanos / 1e9));
        results.add(name + "cpu", "% of a core", 100 * schedulerCpu / nanos);
        results.add(name + "redis cpu", "% of a core", 100 * serverCpu / nanos);
    }

    @Override
    public List<Section> sections(Results results) {
        Section section = new Section(
                "Idle",
                "Nothing is due: what the scheduler sends to Redis, the same with what its scripts call, and processor time. "
                        + stage.repetitions() + " windows of " + stage.scale().idleWindowSeconds() + " s.",
                "jobs for later",
                "commands sent a second",
                "with those of scripts",
                "scheduler, % of a core",
                "Redis, % of a core");
        for (int jobs : sizes()) {
            String name = "idle/" + jobs + "/";
            section.figures(
                    Numbers.text(jobs), results, name + "sent", name + "commands", name + "cpu", name + "redis cpu");
        }
        return List.of(section);
    }
}
