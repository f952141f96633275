/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench.measure;

import dev.rqscheduler.bench.arena.BenchRedis;
import dev.rqscheduler.bench.arena.Daemon;
import dev.rqscheduler.bench.arena.Gate;
import dev.rqscheduler.bench.arena.Info;
import dev.rqscheduler.bench.arena.ProcessFigures;
import dev.rqscheduler.bench.load.JobKind;
import dev.rqscheduler.bench.load.NamedBacklog;
import dev.rqscheduler.bench.load.Workload;
import dev.rqscheduler.bench.report.Numbers;
import dev.rqscheduler.bench.report.Results;
import dev.rqscheduler.bench.report.Section;
import dev.rqscheduler.internal.wire.Keys;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/** Named schedules: how fast their runs are queued, beside plain cron jobs, and what those cost that are not due. */
public final class SchedulesPart implements Part {

    private static final Workload CRON = Workload.of("cron", JobKind.CRON, 1);
    private static final String QUEUE = Workload.queueName(0);
    private static final int DUE_A_SECOND = 10;

    private final Stage stage;
    private final NamedBacklog schedules;

    public SchedulesPart(Stage stage) {
        this.stage = stage;
        this.schedules = new NamedBacklog(stage.redis());
    }

    @Override
    public String name() {
        return "schedules";
    }

    @Override
    public void measure(Results results) throws InterruptedException {
        stage.progress().accept("schedules: a backlog of runs");
        try (Daemon daemon = stage.leadingDaemon()) {
            Gate gate = new Gate(stage.redis(), daemon);
            MoveRun cron = new MoveRun(stage, gate);
            Processors processors = new Processors(daemon.pid(), stage.redis().pid());
            NamedRun named = new NamedRun(stage, gate, processors, QUEUE);
            int number = stage.scale().schedules();
            for (int warmUp = 0; warmUp < 3; warmUp++) {
                named.run(number);
                cron.run(CRON, number, stage.seed());
            }
            for (int repetition = 1; repetition <= stage.repetitions(); repetition++) {
                note(named.run(number), number, results);
                MoveRun.Result plain = cron.run(CRON, number, stage.seed() + repetition, processors::start, () -> {
                    results.add("schedules/cron/scheduler", "us a job", processors.schedulerMicros() / number);
                    results.add("schedules/cron/redis", "us a job", processors.redisMicros() / number);
                });
                results.add("schedules/cron/rate", "jobs/s", number / plain.seconds());
                results.add("schedules/cron/commands", "a job", (double) plain.commands() / number);
                results.add("schedules/cron/script time", "us a job", (double) plain.scriptMicros() / number);
                results.add("schedules/cron/longest script", "ms", plain.longestScriptMicros() / 1e3);
                plain.problems().forEach(problem -> results.problem("schedules, cron: " + problem));
            }
        }
        for (int far : new int[] {0, stage.scale().manySchedules()}) {
            existing(far, results);
        }
        stage.redis().jedis().flushAll();
    }

    private static void note(NamedRun.Result run, int number, Results results) {
        results.add("schedules/named/scheduler", "us a job", run.schedulerMicros() / number);
        results.add("schedules/named/redis", "us a job", run.redisMicros() / number);
        results.add("schedules/named/rate", "jobs/s", number / run.seconds());
        results.add("schedules/named/commands", "a job", (double) run.commands() / number);
        results.add("schedules/named/script time", "us a job", (double) run.scriptMicros() / number);
        results.add("schedules/named/longest script", "ms", run.longestScriptMicros() / 1e3);
        run.problems().forEach(problem -> results.problem("schedules: " + problem));
    }

    /** Ten due every second, and many that are not due. */
    private void existing(int far, Results results) throws InterruptedException {
        stage.progress().accept("schedules: " + DUE_A_SECOND + " due a second, " + Numbers.text(far) + " for later");
        BenchRedis redis = stage.redis();
        redis.jedis().flushAll();
        schedules.loadFar(far, QUEUE);
        try (Daemon daemon = Daemon.start(stage.root(), redis, stage.folder())) {
            daemon.awaitLeading(1);
            schedules.loadEverySecond(DUE_A_SECOND, QUEUE);
            Thread.sleep(Duration.ofSeconds(stage.scale().restSeconds()).toMillis());
            for (int repetition = 0; repetition < stage.repetitions(); repetition++) {
                look("schedules/existing/" + far + "/", daemon, results);
            }
        }
    }

    private void look(String name, Daemon daemon, Results results) throws InterruptedException {
        BenchRedis redis = stage.redis();
        Processors processors = new Processors(daemon.pid(), redis.pid());
        redis.resetCounters();
        processors.start();
        long queued = redis.jedis().llen(Keys.queue(QUEUE));
        long start = System.nanoTime();
        Thread.sleep(Duration.ofSeconds(stage.scale().idleWindowSeconds()).toMillis());
        double seconds = (System.nanoTime() - start) / 1e9;
        double share = 100 / 1e6 / seconds;
        results.add(name + "cpu", "% of a core", processors.schedulerMicros() * share);
        results.add(name + "redis cpu", "% of a core", processors.redisMicros() * share);
        Info stats = redis.info(Info.Section.COMMANDSTATS);
        long own = stats.calls("slowlog|reset") + stats.calls("config|resetstat") + stats.calls("llen");
        long runs = redis.jedis().llen(Keys.queue(QUEUE)) - queued;
        results.add(name + "runs", "1/s", runs / seconds);
        results.add(name + "sent", "1/s", stats.sentByScheduler() / seconds);
        results.add(name + "commands", "1/s", (stats.allCalls() - own) / seconds);
        results.add(name + "resident", "MB", new ProcessFigures(daemon.pid()).residentBytes() / Memory.MEGABYTE);
    }

    @Override
    public List<Section> sections(Results results) {
        Section rates = new Section(
                "Named schedules",
                "A backlog of named schedules with a due time each, beside as many plain cron jobs; both write a next due time,"
                        + " a run of a schedule makes its job and notes it in the history besides. Median (range) of "
                        + stage.repetitions() + " runs that alternate.",
                "what",
                "runs",
                "a second",
                "of plain cron jobs",
                "commands a run",
                "in scripts, us a run",
                "longest script, ms",
                "scheduler, us a run",
                "Redis, us a run");
        String number = Numbers.text(stage.scale().schedules());
        rates.row(row("named schedule", number, "named", ratio(results), results));
        rates.row(row("plain cron job", number, "cron", "1", results));
        Section existing = new Section(
                "Schedules that are not due",
                DUE_A_SECOND + " schedules are due every second. " + stage.repetitions() + " windows of "
                        + stage.scale().idleWindowSeconds() + " s.",
                "schedules for later",
                "runs a second",
                "commands sent a second",
                "with those of scripts",
                "scheduler, % of a core",
                "Redis, % of a core",
                "resident, MB");
        for (int far : new int[] {0, stage.scale().manySchedules()}) {
            String name = "schedules/existing/" + far + "/";
            existing.figures(
                    Numbers.text(far),
                    results,
                    name + "runs",
                    name + "sent",
                    name + "commands",
                    name + "cpu",
                    name + "redis cpu",
                    name + "resident");
        }
        return List.of(rates, existing);
    }

    private static Object[] row(String what, String number, String who, String ratio, Results results) {
        String name = "schedules/" + who + "/";
        return new Object[] {
            what,
            number,
            range(results, name + "rate"),
            ratio,
            range(results, name + "commands"),
            range(results, name + "script time"),
            range(results, name + "longest script"),
            range(results, name + "scheduler"),
            range(results, name + "redis")
        };
    }

    private static String ratio(Results results) {
        OptionalDouble ratio = results.ratio("schedules/named/rate", "schedules/cron/rate");
        return ratio.isPresent() ? Numbers.text(ratio.getAsDouble()) : "-";
    }

    private static String range(Results results, String name) {
        return results.find(name).map(Numbers::medianAndRange).orElse("-");
    }
}
