/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench.measure;

import dev.rqscheduler.bench.arena.Daemon;
import dev.rqscheduler.bench.arena.ProcessFigures;
import dev.rqscheduler.bench.load.JobKind;
import dev.rqscheduler.bench.load.Workload;
import dev.rqscheduler.bench.report.Numbers;
import dev.rqscheduler.bench.report.Results;
import dev.rqscheduler.bench.report.Section;
import dev.rqscheduler.bench.report.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * This build and another one, in turns: each has a Redis of its own, and while one moves its backlog the other is idle. Who
 * comes first changes from turn to turn, so that what the machine does in between meets both.
 */
public final class AgainstPart implements Part {

    /** What a build must keep of the rate of another for it to be no step back. */
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

    private final Stage ours;
    private final Stage others;

    /**
     * @param ours of this build
     * @param others of the other build, with a Redis of its own
     */
    public AgainstPart(Stage ours, Stage others) {
        this.ours = ours;
        this.others = others;
    }

    @Override
    public String name() {
        return "against";
    }

    @Override
    public void measure(Results results) throws InterruptedException {
        starts(results);
        try (AgainstSide one = AgainstSide.start("this", ours);
                AgainstSide two = AgainstSide.start("other", others)) {
            Thread.sleep(Duration.ofSeconds(ours.scale().restSeconds()).toMillis());
            memory(one, two, "resident when idle", results);
            for (int warmUp = 0; warmUp < WARM_UPS; warmUp++) {
                ours.progress().accept("against: warming up, " + (warmUp + 1) + " of " + WARM_UPS);
                round(one, two, -1 - warmUp, new Results());
            }
            for (int repetition = 0; repetition < ours.repetitions(); repetition++) {
                ours.progress().accept("against: turn " + (repetition + 1) + " of " + ours.repetitions());
                round(one, two, repetition, results);
            }
            memory(one, two, "resident after all backlogs", results);
            peak(one, two, results);
        }
    }

    private void starts(Results results) throws InterruptedException {
        ours.progress().accept("against: starts");
        for (int i = -1; i < ours.scale().starts(); i++) {
            double[] millis = new double[2];
            for (int turn = 0; turn < 2; turn++) {
                int who = (i + turn) & 1;
                Stage stage = who == 0 ? ours : others;
                stage.redis().jedis().flushAll();
                millis[who] = FootprintPart.time(Daemon.builder(stage.root(), stage.redis(), List.of("--burst")));
            }
            if (i >= 0) { // the first one is for the page cache
                both(START, "ms", millis[0], millis[1], results);
            }
        }
    }

    private void round(AgainstSide one, AgainstSide two, int repetition, Results results) throws InterruptedException {
        boolean oneFirst = (repetition & 1) == 0;
        long seed = ours.seed() + repetition;
        for (Workload workload : WORKLOADS) {
            int jobs = ours.scale().medium();
            AgainstSide.Moved first = (oneFirst ? one : two).move(workload, jobs, seed, results);
            AgainstSide.Moved second = (oneFirst ? two : one).move(workload, jobs, seed, results);
            note(workload.name(), oneFirst ? first : second, oneFirst ? second : first, results);
        }
        int number = ours.scale().schedules();
        AgainstSide.Moved first = (oneFirst ? one : two).runNamed(number, results);
        AgainstSide.Moved second = (oneFirst ? two : one).runNamed(number, results);
        note(NAMED, oneFirst ? first : second, oneFirst ? second : first, results);
    }

    private static void note(String what, AgainstSide.Moved mine, AgainstSide.Moved theirs, Results results) {
        both(what, RATE, mine.rate(), theirs.rate(), results);
        both(what + ", in scripts", "us a job", mine.scriptMicros(), theirs.scriptMicros(), results);
        both(what + ", scheduler", "us a job", mine.schedulerMicros(), theirs.schedulerMicros(), results);
    }

    private static void memory(AgainstSide one, AgainstSide two, String what, Results results) {
        both(
                what,
                "MB",
                new ProcessFigures(one.pid()).residentBytes() / Memory.MEGABYTE,
                new ProcessFigures(two.pid()).residentBytes() / Memory.MEGABYTE,
                results);
    }

    private static void peak(AgainstSide one, AgainstSide two, Results results) {
        both(
                "most resident ever",
                "MB",
                new ProcessFigures(one.pid()).peakResidentBytes() / Memory.MEGABYTE,
                new ProcessFigures(two.pid()).peakResidentBytes() / Memory.MEGABYTE,
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
     * Name of a figure.
     *
     * @param who {@code this}, {@code other}, or {@code ratio}: the one to the other, turn by turn
     */
    public static String figure(String what, String who) {
        return "against/" + what + "/" + who;
    }

    @Override
    public List<Section> sections(Results results) {
        Section rates = section(
                "Rates of this build and the other",
                "A backlog of due jobs, from the moment at which the lock is free until nothing is due, in jobs a second.");
        Section costs = section(
                "What a job costs",
                "Processor time of the scheduler, and how long its scripts hold Redis, in microseconds a job. On a busy machine"
                        + " these say more than the rates.");
        for (String what : ALL) {
            int jobs =
                    what.equals(NAMED) ? ours.scale().schedules() : ours.scale().medium();
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
                explanation + " Median (range) of " + ours.repetitions()
                        + " turns; a ratio is this build to the other, in the same turn.",
                COLUMNS);
    }

    private static void row(Section section, String label, String what, Results results) {
        results.ratio(figure(what, "this"), figure(what, "other"))
                .ifPresent(ofMedians -> section.row(
                        label,
                        range(results, what, "this"),
                        range(results, what, "other"),
                        range(results, what, "ratio"),
                        Numbers.text(ofMedians)));
    }

    private static String range(Results results, String what, String who) {
        return results.find(figure(what, who)).map(Numbers::medianAndRange).orElse("-");
    }

    /** Whether this build keeps the other's rates. */
    public static List<Verdict> verdicts(Results results) {
        List<Verdict> verdicts = new ArrayList<>();
        for (String what : ALL) {
            OptionalDouble ratio = results.median(figure(what, "ratio"));
            verdicts.add(
                    Verdict.atLeast(what + ": rate of this build to that of the other, turn by turn", ratio, KEPT, ""));
        }
        return verdicts;
    }
}
