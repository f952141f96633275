/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench.measure;

import dev.rqscheduler.bench.arena.Daemon;
import dev.rqscheduler.bench.arena.Gate;
import dev.rqscheduler.bench.arena.Info;
import dev.rqscheduler.bench.load.JobIds;
import dev.rqscheduler.bench.load.JobKind;
import dev.rqscheduler.bench.load.Workload;
import dev.rqscheduler.bench.report.Numbers;
import dev.rqscheduler.bench.report.Results;
import dev.rqscheduler.bench.report.Section;
import dev.rqscheduler.bench.rival.Ceiling;
import dev.rqscheduler.bench.rival.PythonRivals.Mode;
import dev.rqscheduler.bench.rival.PythonRivals;
import dev.rqscheduler.internal.wire.Keys;
import java.util.List;
import java.util.OptionalDouble;

/** How fast a backlog is moved, beside the ceiling and the rivals, and what it costs Redis. */
public final class MovesPart implements Part {

    private static final String RATE = "jobs/s";
    /** As long as the meta of a job with interval and repeat. */
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

    private final Stage stage;
    private long moved;

    public MovesPart(Stage stage) {
        this.stage = stage;
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
     * @param periodicPercent for the ceiling; -1 for no ceiling
     * @param meta for the ceiling
     * @param sequence name of the workload as the rivals have it, or null for none
     */
    private record Contest(
            Workload workload,
            Size size,
            int periodicPercent,
            String meta,
            @org.jspecify.annotations.Nullable String sequence) {
        String figure(String who) {
            return MovesPart.figure(workload.name(), size.word, who);
        }
    }

    /** Name of a figure. */
    public static String figure(String workload, String size, String who) {
        return "moves/" + workload + "/" + size + "/" + who;
    }

    @Override
    public String name() {
        return "moves";
    }

    @Override
    public void measure(Results results) throws InterruptedException {
        Ceiling ceiling = new Ceiling(stage.redis());
        moved = 0;
        try (Daemon daemon = stage.leadingDaemon()) {
            Gate gate = new Gate(stage.redis(), daemon);
            MoveRun ours = new MoveRun(stage, gate);
            warmUp(ours, ceiling, gate, results);
            for (int repetition = 1; repetition <= stage.repetitions(); repetition++) {
                stage.progress().accept("moves: repetition " + repetition + " of " + stage.repetitions());
                for (Contest contest : CONTESTS) {
                    ours(contest, ours, stage.seed() + repetition, results);
                    if (contest.periodicPercent() >= 0) {
                        double seconds = ceiling(contest, ceiling, gate, stage.seed() + repetition);
                        results.add(
                                contest.figure("ceiling"), RATE, contest.size().of(stage.scale()) / seconds);
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
            Memory.note(Memory.LONG_RUN, moved, daemon, results);
        }
    }

    /** The JIT compiler of the scheduler, and the choice of how the ceiling is called: the faster way. */
    private void warmUp(MoveRun ours, Ceiling ceiling, Gate gate, Results results) throws InterruptedException {
        stage.progress().accept("moves: warming up");
        for (Contest contest : CONTESTS) {
            if (contest.size() == Size.MEDIUM) {
                ours.run(contest.workload(), stage.scale().medium(), stage.seed());
                moved += stage.scale().medium();
            }
        }
        Contest plain = CONTESTS.get(1);
        double[] fastest = {Double.MAX_VALUE, Double.MAX_VALUE};
        for (int round = 0; round < 6; round++) {
            int way = round % 2;
            fastest[way] = Math.min(fastest[way], ceiling(plain, ceiling.pipelined(way == 1), gate, stage.seed()));
        }
        ceiling.pipelined(fastest[1] < fastest[0]);
        int jobs = stage.scale().medium();
        results.remark("The ceiling was called "
                + (ceiling.isPipelined() ? "with 16 calls in flight" : "one call at a time")
                + ", the faster way here: " + Numbers.text(jobs / fastest[1]) + " jobs/s with 16 calls in flight, "
                + Numbers.text(jobs / fastest[0]) + " one by one.");
    }

    private void ours(Contest contest, MoveRun run, long seed, Results results) throws InterruptedException {
        int jobs = contest.size().of(stage.scale());
        MoveRun.Result result = run.run(contest.workload(), jobs, seed);
        moved += jobs;
        results.add(contest.figure("ours"), RATE, jobs / result.seconds());
        results.add(contest.figure("round trips"), "a job", (double) result.roundTrips() / jobs);
        results.add(contest.figure("commands"), "a job", (double) result.commands() / jobs);
        results.add(contest.figure("script time"), "us a job", (double) result.scriptMicros() / jobs);
        results.add(contest.figure("longest script"), "ms", result.longestScriptMicros() / 1e3);
        results.add(contest.figure("script p99.9"), "ms", result.scriptP999Micros() / 1e3);
        result.problems().forEach(problem -> results.problem(contest.figure("ours") + ": " + problem));
    }

    private double ceiling(Contest contest, Ceiling ceiling, Gate gate, long seed) throws InterruptedException {
        gate.close();
        stage.backlog()
                .load(
                        Keys.SCHEDULED_JOBS,
                        contest.workload(),
                        contest.size().of(stage.scale()),
                        new JobIds(seed),
                        seed);
        stage.redis().resetCounters();
        return ceiling.run(contest.workload().queues(), contest.periodicPercent(), contest.meta());
    }

    /** Each call of the ceiling does the same as the one before, so what one takes longer than most is the machine's doing. */
    private void evenWork(Contest contest, Results results) {
        results.add(
                contest.figure("ceiling script p50"),
                "ms",
                stage.redis().info(Info.Section.LATENCYSTATS).latencyMicros("evalsha", "p50") / 1e3);
        results.add(
                contest.figure("ceiling longest script"), "ms", stage.redis().longestScriptMicros() / 1e3);
    }

    private void sequence(Contest contest, Gate gate, Results results) throws InterruptedException {
        rival(contest, Keys.SCHEDULED_JOBS, Mode.SEQUENCE, stage.scale().sequence(), gate, results);
        rival(contest, Keys.SCHEDULED_JOBS, Mode.CLASSES, stage.scale().sequence(), gate, results);
    }

    private void rq(Contest contest, Gate gate, Results results) throws InterruptedException {
        rival(contest, "rq:scheduled:queue-0", Mode.RQ, stage.scale().rq(), gate, results);
    }

    private void rival(Contest contest, String schedule, Mode mode, int jobs, Gate gate, Results results)
            throws InterruptedException {
        gate.close();
        stage.backlog().load(schedule, contest.workload(), jobs, new JobIds(stage.seed()), stage.seed());
        PythonRivals.Run run = stage.python().run(mode, jobs);
        String who = mode.word();
        results.add(contest.figure(who), RATE, run.rate());
        results.add(contest.figure(who + " round trips"), "a job", (double) run.roundTrips() / jobs);
        long queued = stage.redis().jedis().llen(Keys.queue("queue-0"));
        if (queued != jobs) {
            results.problem(contest.figure(who) + ": moved " + queued + " of " + jobs + " jobs");
        }
    }

    @Override
    public List<Section> sections(Results results) {
        Section rates = new Section(
                "Moves a second",
                "A backlog of due jobs, from the moment at which the lock is free until nothing is due. Median (range) of "
                        + stage.repetitions() + " runs that alternate.",
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
                "Commands that the scheduler sends for each job (round trips), the same with those that its scripts call, and"
                        + " how long a script holds Redis. The round trips of the rivals for comparison. The ceiling's scripts all"
                        + " do the same, so the difference between its two columns is what the machine adds.",
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
            String backlog = Numbers.text(contest.size().of(stage.scale()));
            rates.row(
                    contest.workload().name(),
                    backlog,
                    range(results, contest.figure("ours")),
                    range(results, contest.figure("ceiling")),
                    range(results, contest.figure("rq")),
                    range(results, contest.figure("sequence")),
                    range(results, contest.figure("classes")),
                    ratio(results, contest, "ceiling"),
                    ratio(results, contest, "rq"),
                    ratio(results, contest, "sequence"),
                    ratio(results, contest, "classes"));
            costs.row(
                    contest.workload().name(),
                    backlog,
                    range(results, contest.figure("round trips")),
                    range(results, contest.figure("commands")),
                    range(results, contest.figure("script time")),
                    range(results, contest.figure("longest script")),
                    range(results, contest.figure("script p99.9")),
                    range(results, contest.figure("ceiling script p50")),
                    range(results, contest.figure("ceiling longest script")),
                    range(results, contest.figure("rq round trips")),
                    range(results, contest.figure("sequence round trips")));
        }
        return List.of(rates, costs);
    }

    private static String range(Results results, String name) {
        return results.find(name).map(Numbers::medianAndRange).orElse("-");
    }

    private static String ratio(Results results, Contest contest, String to) {
        OptionalDouble ratio = results.ratio(contest.figure("ours"), contest.figure(to));
        return ratio.isPresent() ? Numbers.text(ratio.getAsDouble()) : "-";
    }
}
