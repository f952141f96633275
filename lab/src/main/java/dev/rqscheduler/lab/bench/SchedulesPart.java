/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.bench;

import dev.rqscheduler.internal.wire.Keys;
import dev.rqscheduler.lab.arena.ProcessStats;
import dev.rqscheduler.lab.arena.SchedulerChild;
import dev.rqscheduler.lab.load.JobKind;
import dev.rqscheduler.lab.load.ScheduleBacklog;
import dev.rqscheduler.lab.load.Workload;
import dev.rqscheduler.lab.report.Numbers;
import dev.rqscheduler.lab.report.Results;
import dev.rqscheduler.lab.report.Section;
import java.util.List;
import redis.clients.jedis.Jedis;

/** Rates of named schedules compared with plain cron jobs, and the cost of schedules that are not due. */
public final class SchedulesPart extends Part {

    private static final Workload CRON = Workload.of("cron", JobKind.CRON, 1);
    private static final String QUEUE = Workload.queueName(0);
    private static final int DUE_A_SECOND = 10;

    public SchedulesPart(BenchContext context) {
        super("schedules", context);
    }

    @Override
    public void measure(Results results) throws InterruptedException {
        progress("a backlog of runs");
        try (SchedulerChild scheduler = context.startForBacklogs()) {
            BacklogRun backlogs = new BacklogRun(context, scheduler);
            int number = context.scale().schedules();
            for (int warmUp = 0; warmUp < 3; warmUp++) {
                backlogs.schedules(number);
                backlogs.jobs(CRON, number, context.seed());
            }
            for (int repetition = 1; repetition <= context.repetitions(); repetition++) {
                add("named", backlogs.schedules(number), results);
                add("cron", backlogs.jobs(CRON, number, context.seed() + repetition), results);
            }
        }
        for (int far : new int[] {0, context.scale().manySchedules()}) {
            existing(far, results);
        }
        context.redis().jedis().flushAll();
    }

    private static void add(String what, BacklogRun.Result run, Results results) {
        String name = "schedules/" + what + "/";
        results.add(name + "scheduler", "us a job", run.each(run.schedulerMicros()));
        results.add(name + "redis", "us a job", run.each(run.redisMicros()));
        results.add(name + "rate", "jobs/s", run.rate());
        results.add(name + "commands", "a job", run.each(run.commands()));
        results.add(name + "script time", "us a job", run.each(run.scriptMicros()));
        results.add(name + "longest script", "ms", run.longestScriptMillis());
        run.problems().forEach(problem -> results.problem("schedules, " + what + ": " + problem));
    }

    /** Measures ten schedules due every second, in addition to many that are not due. */
    private void existing(int far, Results results) throws InterruptedException {
        progress(DUE_A_SECOND + " due a second, " + Numbers.text(far) + " for later");
        Jedis jedis = context.redis().jedis();
        jedis.flushAll();
        ScheduleBacklog schedules = new ScheduleBacklog(context.redis());
        schedules.loadFar(far, QUEUE);
        String name = "schedules/existing/" + far + "/";
        try (SchedulerChild scheduler = context.start(List.of())) {
            context.redis().awaitLeader();
            schedules.loadEverySecond(DUE_A_SECOND, QUEUE);
            context.rest();
            for (int repetition = 0; repetition < context.repetitions(); repetition++) {
                long before = jedis.llen(Keys.queue(QUEUE));
                double seconds = IdleWindow.measure(name, context, scheduler, results);
                results.add(name + "runs", "1/s", (jedis.llen(Keys.queue(QUEUE)) - before) / seconds);
                results.add(name + "resident", "MB", new ProcessStats(scheduler.pid()).residentMegabytes());
            }
        }
    }

    @Override
    public List<Section> sections(Results results) {
        Section rates = new Section(
                "Named schedules",
                "A backlog of named schedules with one due time each, and as many plain cron jobs. Both write a next due time; a"
                        + " run of a schedule also creates its job and adds it to the history. Median (range) of "
                        + context.repetitions() + " runs that alternate.",
                "what",
                "runs",
                "a second",
                "of plain cron jobs",
                "commands a run",
                "in scripts, us a run",
                "longest script, ms",
                "scheduler, us a run",
                "Redis, us a run");
        String number = Numbers.text(context.scale().schedules());
        rates.row(row(
                "named schedule",
                number,
                "named",
                results.ratioText("schedules/named/rate", "schedules/cron/rate"),
                results));
        rates.row(row("plain cron job", number, "cron", "1", results));
        Section existing = new Section(
                "Schedules that are not due",
                DUE_A_SECOND + " schedules are due every second. " + context.repetitions() + " windows of "
                        + context.scale().idleWindowSeconds() + " s.",
                "schedules for later",
                "runs a second",
                "commands sent a second",
                "with those of scripts",
                "scheduler, % of a core",
                "Redis, % of a core",
                "resident, MB");
        for (int far : new int[] {0, context.scale().manySchedules()}) {
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
            results.range(name + "rate"),
            ratio,
            results.range(name + "commands"),
            results.range(name + "script time"),
            results.range(name + "longest script"),
            results.range(name + "scheduler"),
            results.range(name + "redis")
        };
    }
}
