/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.bench;

import dev.rqscheduler.lab.load.JobKind;
import dev.rqscheduler.lab.load.Workload;
import dev.rqscheduler.lab.report.LimitCheck;
import dev.rqscheduler.lab.report.Numbers;
import dev.rqscheduler.lab.report.Results;
import dev.rqscheduler.lab.report.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Compares this build with another one, in turns. Each has its own Redis, and one is idle while the other moves its backlog. The
 * order changes from turn to turn, so that other activity of the machine affects both.
 */
public final class AgainstPart extends Part {

    /** Minimum ratio of rates that is not a regression. */
    public static final double KEPT = 0.97;

    private static final List<Workload> WORKLOADS = List.of(
            Workload.of("one-off", JobKind.ONE_OFF, 1),
            Workload.of("interval", JobKind.INTERVAL, 1),
            Workload.of("cron", JobKind.CRON, 1));
    private static final String NAMED = "named schedules";
    private static final List<String> ALL = List.of(
            WORKLOADS.get(0).name(), WORKLOADS.get(1).name(), WORKLOADS.get(2).name(), NAMED);
    private static final String RATE = "jobs/s";
    private static final String START = "start";
    private static final int WARM_UPS = 2;
    private static final String[] COLUMNS = {
        "what", "this build", "other build", "this / other, turn by turn", "of the medians"
    };

    private final BenchContext theirs;

    /**
     * @param ours of this build
     * @param theirs of the other build, with its own Redis
     */
    public AgainstPart(BenchContext ours, BenchContext theirs) {
        super("against", ours);
        this.theirs = theirs;
    }

    @Override
    public void measure(Results results) throws InterruptedException {
        starts(results);
        try (ComparedBuild one = new ComparedBuild("this", context);
                ComparedBuild two = new ComparedBuild("other", theirs)) {
            context.rest();
            memory(one, two, "resident when idle", results);
            for (int warmUp = 0; warmUp < WARM_UPS; warmUp++) {
                progress("warming up, " + (warmUp + 1) + " of " + WARM_UPS);
                turn(one, two, -1 - warmUp, new Results());
            }
            for (int repetition = 0; repetition < context.repetitions(); repetition++) {
                progress("turn", repetition + 1);
                turn(one, two, repetition, results);
            }
            memory(one, two, "resident after all backlogs", results);
            peak(one, two, results);
        }
    }

    private void starts(Results results) throws InterruptedException {
        progress("starts");
        for (int i = -1; i < context.scale().starts(); i++) {
            double[] millis = new double[2];
            for (int turn = 0; turn < 2; turn++) {
                int who = (i + turn) & 1;
                BenchContext side = who == 0 ? context : theirs;
                side.redis().jedis().flushAll();
                millis[who] = FootprintPart.time(side.burst());
            }
            if (i >= 0) { // the first one fills the page cache
                both(START, "ms", millis[0], millis[1], results);
            }
        }
    }

    private void turn(ComparedBuild one, ComparedBuild two, int repetition, Results results)
            throws InterruptedException {
        boolean oneFirst = (repetition & 1) == 0;
        long seed = context.seed() + repetition;
        for (Workload workload : WORKLOADS) {
            int jobs = context.scale().medium();
            BacklogRun.Result first = (oneFirst ? one : two).jobs(workload, jobs, seed, results);
            BacklogRun.Result second = (oneFirst ? two : one).jobs(workload, jobs, seed, results);
            add(workload.name(), oneFirst ? first : second, oneFirst ? second : first, results);
        }
        int number = context.scale().schedules();
        BacklogRun.Result first = (oneFirst ? one : two).schedules(number, results);
        BacklogRun.Result second = (oneFirst ? two : one).schedules(number, results);
        add(NAMED, oneFirst ? first : second, oneFirst ? second : first, results);
    }

    private static void add(String what, BacklogRun.Result mine, BacklogRun.Result other, Results results) {
        both(what, RATE, mine.rate(), other.rate(), results);
        both(
                what + ", in scripts",
                "us a job",
                mine.each(mine.scriptMicros()),
                other.each(other.scriptMicros()),
                results);
        both(
                what + ", scheduler",
                "us a job",
                mine.each(mine.schedulerMicros()),
                other.each(other.schedulerMicros()),
                results);
    }

    private static void memory(ComparedBuild one, ComparedBuild two, String what, Results results) {
        both(what, "MB", one.process().residentMegabytes(), two.process().residentMegabytes(), results);
    }

    private static void peak(ComparedBuild one, ComparedBuild two, Results results) {
        both(
                "most resident ever",
                "MB",
                one.process().peakResidentMegabytes(),
                two.process().peakResidentMegabytes(),
                results);
    }

    private static void both(String what, String unit, double mine, double theirs, Results results) {
        results.add(figure(what, "this"), unit, mine);
        results.add(figure(what, "other"), unit, theirs);
        if (theirs > 0) {
            results.add(figure(what, "ratio"), "", mine / theirs);
        }
    }

    /**
     * Returns the name of a figure.
     *
     * @param who {@code this}, {@code other}, or {@code ratio} of this to other, turn by turn
     */
    public static String figure(String what, String who) {
        return "against/" + what + "/" + who;
    }

    @Override
    public List<Section> sections(Results results) {
        Section rates = section(
                "Rates of this build and the other",
                "A backlog of due jobs, from the release of the lock until nothing is due, in jobs a second.");
        Section costs = section(
                "What a job costs",
                "Processor time of the scheduler and time of its scripts in Redis, in microseconds a job. On a busy machine these"
                        + " are more meaningful than the rates.");
        for (String what : ALL) {
            int jobs = what.equals(NAMED)
                    ? context.scale().schedules()
                    : context.scale().medium();
            row(rates, what + ", " + Numbers.text(jobs), what, results);
            row(costs, what + ", in scripts", what + ", in scripts", results);
            row(costs, what + ", scheduler", what + ", scheduler", results);
        }
        Section rest = section(
                "Start and memory", "Starts by the script, in milliseconds; memory in MB, of one process each.");
        row(rest, "`rqscheduler --burst` on an empty Redis, start to exit, ms", START, results);
        for (String what : List.of("resident when idle", "resident after all backlogs", "most resident ever")) {
            row(rest, what + ", MB", what, results);
        }
        return List.of(rates, costs, rest);
    }

    private Section section(String heading, String explanation) {
        return new Section(
                heading,
                explanation + " Median (range) of " + context.repetitions()
                        + " turns; ratios are of this build to the other, in the same turn.",
                COLUMNS);
    }

    private static void row(Section section, String label, String what, Results results) {
        results.ratio(figure(what, "this"), figure(what, "other"))
                .ifPresent(ofMedians -> section.row(
                        label,
                        results.range(figure(what, "this")),
                        results.range(figure(what, "other")),
                        results.range(figure(what, "ratio")),
                        Numbers.text(ofMedians)));
    }

    /** Checks that this build keeps the other's rates. */
    public static List<LimitCheck> checks(Results results) {
        List<LimitCheck> checks = new ArrayList<>();
        for (String what : ALL) {
            OptionalDouble ratio = results.median(figure(what, "ratio"));
            checks.add(LimitCheck.atLeast(
                    what + ": rate of this build to that of the other, turn by turn", ratio, KEPT, ""));
        }
        return checks;
    }
}
