/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.bench;

import dev.rqscheduler.internal.wire.Keys;
import dev.rqscheduler.lab.arena.LockGate;
import dev.rqscheduler.lab.arena.SchedulerChild;
import dev.rqscheduler.lab.bench.PythonRivals.Mode;
import dev.rqscheduler.lab.load.JobIds;
import dev.rqscheduler.lab.load.JobKind;
import dev.rqscheduler.lab.load.Workload;
import dev.rqscheduler.lab.report.Numbers;
import dev.rqscheduler.lab.report.Results;
import dev.rqscheduler.lab.report.Section;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rates at which backlogs are moved, compared with the ceiling and the rivals, and the cost for Redis. */
public final class MovesPart extends Part {

    private static final String RATE = "jobs/s";
    /** The length of the meta of a job with interval and repeat. */
    private static final String META = "m".repeat(56);

    private static final List<Contest> CONTESTS = List.of(
            new Contest(Workload.of("one-off", JobKind.ONE_OFF, 1), Size.SMALL, -1, "", null),
            new Contest(Workload.of("one-off", JobKind.ONE_OFF, 1), Size.MEDIUM, 0, "", "one-off"),
            new Contest(Workload.of("one-off, 100 queues", JobKind.ONE_OFF, 100), Size.MEDIUM, 0, "", null),
            new Contest(Workload.of("interval", JobKind.INTERVAL, 1), Size.MEDIUM, 100, "", "interval"),
            new Contest(Workload.of("cron", JobKind.CRON, 1), Size.MEDIUM, 100, "", "cron"),
            new Contest(Workload.of("interval, repeat", JobKind.REPEAT, 1), Size.MEDIUM, 100, META, "interval, repeat"),
            new Contest(Workload.mix("mix"), Size.MEDIUM, 20, "", null),
            new Contest(Workload.of("one-off", JobKind.ONE_OFF, 1), Size.LARGE, -1, "", null));

    private long moved;

    public MovesPart(BenchContext context) {
        super("moves", context);
    }

    private enum Size {
        SMALL("small"),
        MEDIUM("medium"),
        LARGE("large");

        private final String word;

        Size(String word) {
            this.word = word;
        }

        int of(Scale scale) {
            return switch (this) {
                case SMALL -> scale.small();
                case MEDIUM -> scale.medium();
                case LARGE -> scale.large();
            };
        }
    }

    /**
     * @param periodicPercent percentage of periodic jobs for the ceiling; -1 for no ceiling
     * @param meta for the ceiling
     * @param sequence name of the workload for the rivals, or null if they are not run
     */
    private record Contest(
            Workload workload,
            Size size,
            int periodicPercent,
            String meta,
            @Nullable String sequence) {
        String figure(String who) {
            return MovesPart.figure(workload.name(), size.word, who);
        }
    }

    /** Returns the name of a figure. */
    public static String figure(String workload, String size, String who) {
        return "moves/" + workload + "/" + size + "/" + who;
    }

    @Override
    public void measure(Results results) throws InterruptedException {
        Ceiling ceiling = new Ceiling(context.redis());
        moved = 0;
        try (SchedulerChild scheduler = context.startForBacklogs()) {
            BacklogRun ours = new BacklogRun(context, scheduler);
            LockGate gate = ours.gate();
            warmUp(ours, ceiling, gate, results);
            for (int repetition = 1; repetition <= context.repetitions(); repetition++) {
                progress("repetition", repetition);
                for (Contest contest : CONTESTS) {
                    ours(contest, ours, context.seed() + repetition, results);
                    if (contest.periodicPercent() >= 0) {
                        double seconds = ceiling(contest, ceiling, gate, context.seed() + repetition);
                        results.add(
                                contest.figure("ceiling"), RATE, contest.size().of(context.scale()) / seconds);
                        evenWork(contest, results);
                    }
                    if (contest.sequence() != null) {
                        sequence(contest, gate, results);
                    }
                    if ("one-off".equals(contest.sequence())) {
                        rq(contest, gate, results);
                    }
                }
            }
            FootprintPart.addMemory(FootprintPart.LONG_RUN, moved, scheduler, results);
        }
    }

    /** Warms up the scheduler's JIT compiler and chooses the faster way to call the ceiling. */
    private void warmUp(BacklogRun ours, Ceiling ceiling, LockGate gate, Results results) throws InterruptedException {
        progress("warming up");
        for (Contest contest : CONTESTS) {
            if (contest.size() == Size.MEDIUM) {
                ours.jobs(contest.workload(), context.scale().medium(), context.seed());
                moved += context.scale().medium();
            }
        }
        Contest plain = CONTESTS.get(1);
        double[] fastest = {Double.MAX_VALUE, Double.MAX_VALUE};
        for (int round = 0; round < 6; round++) {
            int way = round % 2;
            fastest[way] = Math.min(fastest[way], ceiling(plain, ceiling.pipelined(way == 1), gate, context.seed()));
        }
        ceiling.pipelined(fastest[1] < fastest[0]);
        int jobs = context.scale().medium();
        results.remark("The ceiling was called "
                + (ceiling.isPipelined() ? "with 16 calls in flight" : "one call at a time")
                + ", which is faster here: " + Numbers.text(jobs / fastest[1]) + " jobs/s with 16 calls in flight, "
                + Numbers.text(jobs / fastest[0]) + " one by one.");
    }

    private void ours(Contest contest, BacklogRun run, long seed, Results results) throws InterruptedException {
        int jobs = contest.size().of(context.scale());
        BacklogRun.Result result = run.jobs(contest.workload(), jobs, seed);
        moved += jobs;
        results.add(contest.figure("ours"), RATE, result.rate());
        results.add(contest.figure("round trips"), "a job", result.each(result.roundTrips()));
        results.add(contest.figure("commands"), "a job", result.each(result.commands()));
        results.add(contest.figure("script time"), "us a job", result.each(result.scriptMicros()));
        results.add(contest.figure("longest script"), "ms", result.longestScriptMillis());
        results.add(contest.figure("script p99.9"), "ms", result.scriptP999Micros() / 1e3);
        result.problems().forEach(problem -> results.problem(contest.figure("ours") + ": " + problem));
    }

    private double ceiling(Contest contest, Ceiling ceiling, LockGate gate, long seed) throws InterruptedException {
        gate.close();
        context.backlog()
                .load(
                        Keys.SCHEDULED_JOBS,
                        contest.workload(),
                        contest.size().of(context.scale()),
                        new JobIds(seed),
                        seed);
        context.redis().resetCounters();
        return ceiling.run(contest.workload().queues(), contest.periodicPercent(), contest.meta());
    }

    /** Every call of the ceiling does the same, so a call that takes longer than most was delayed by the machine. */
    private void evenWork(Contest contest, Results results) {
        results.add(
                contest.figure("ceiling script p50"),
                "ms",
                context.redis().info().latencyMicros("evalsha", "p50") / 1e3);
        results.add(
                contest.figure("ceiling longest script"), "ms", context.redis().longestScriptMicros() / 1e3);
    }

    private void sequence(Contest contest, LockGate gate, Results results) throws InterruptedException {
        rival(contest, Keys.SCHEDULED_JOBS, Mode.SEQUENCE, context.scale().sequence(), gate, results);
        rival(contest, Keys.SCHEDULED_JOBS, Mode.CLASSES, context.scale().sequence(), gate, results);
    }

    private void rq(Contest contest, LockGate gate, Results results) throws InterruptedException {
        rival(contest, "rq:scheduled:queue-0", Mode.RQ, context.scale().rq(), gate, results);
    }

    private void rival(Contest contest, String schedule, Mode mode, int jobs, LockGate gate, Results results)
            throws InterruptedException {
        gate.close();
        context.backlog().load(schedule, contest.workload(), jobs, new JobIds(context.seed()), context.seed());
        PythonRivals.Run run = context.python().run(mode, jobs);
        String who = mode.word();
        results.add(contest.figure(who), RATE, run.rate());
        results.add(contest.figure(who + " round trips"), "a job", (double) run.roundTrips() / jobs);
        long queued = context.redis().jedis().llen(Keys.queue("queue-0"));
        if (queued != jobs) {
            results.problem(contest.figure(who) + ": moved " + queued + " of " + jobs + " jobs");
        }
    }

    @Override
    public List<Section> sections(Results results) {
        Section rates = new Section(
                "Moves a second",
                "A backlog of due jobs, from the release of the lock until nothing is due. Median (range) of "
                        + context.repetitions() + " runs that alternate.",
                "jobs",
                "backlog",
                "ours",
                "ceiling",
                "RQ's own scheduler",
                "the rq-scheduler sequence",
                "the same through RQ's classes",
                "of the ceiling",
                "times RQ's own",
                "times the sequence",
                "times it through RQ's classes");
        Section costs = new Section(
                "What a move costs Redis",
                "Commands that the scheduler sends for each job (round trips), the same plus those its scripts call, and the time"
                        + " of scripts in Redis. The round trips of the rivals for comparison. All scripts of the ceiling do the"
                        + " same, so the difference between its two columns is caused by the machine.",
                "jobs",
                "backlog",
                "round trips a job",
                "commands a job",
                "in scripts, us a job",
                "longest script, ms",
                "script p99.9, ms",
                "the ceiling's scripts, p50, ms",
                "longest of them, ms",
                "round trips, RQ's own",
                "round trips, the sequence");
        for (Contest contest : CONTESTS) {
            if (results.find(contest.figure("ours")).isEmpty()) {
                continue;
            }
            String backlog = Numbers.text(contest.size().of(context.scale()));
            rates.row(
                    contest.workload().name(),
                    backlog,
                    results.range(contest.figure("ours")),
                    results.range(contest.figure("ceiling")),
                    results.range(contest.figure("rq")),
                    results.range(contest.figure("sequence")),
                    results.range(contest.figure("classes")),
                    ratio(results, contest, "ceiling"),
                    ratio(results, contest, "rq"),
                    ratio(results, contest, "sequence"),
                    ratio(results, contest, "classes"));
            costs.row(
                    contest.workload().name(),
                    backlog,
                    results.range(contest.figure("round trips")),
                    results.range(contest.figure("commands")),
                    results.range(contest.figure("script time")),
                    results.range(contest.figure("longest script")),
                    results.range(contest.figure("script p99.9")),
                    results.range(contest.figure("ceiling script p50")),
                    results.range(contest.figure("ceiling longest script")),
                    results.range(contest.figure("rq round trips")),
                    results.range(contest.figure("sequence round trips")));
        }
        return List.of(rates, costs);
    }

    private static String ratio(Results results, Contest contest, String to) {
        return results.ratioText(contest.figure("ours"), contest.figure(to));
    }
}
