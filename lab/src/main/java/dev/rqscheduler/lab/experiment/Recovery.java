/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.experiment;

import dev.rqscheduler.lab.account.Anomaly;
import dev.rqscheduler.lab.arena.Parallel;
import dev.rqscheduler.lab.report.MarkdownTable;
import dev.rqscheduler.lab.report.Numbers;
import dev.rqscheduler.lab.report.Sample;
import dev.rqscheduler.lab.report.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;

/** Measures how long moving pauses after each kind of event, repeatedly; the kinds run in parallel. */
public final class Recovery {

    private static final int BATCH = 500;

    private final Experiment experiment;
    private final Duration lease;
    private final int runs;

    /** Events from which moving must recover. */
    enum Event {
        KILL("kill -9 of the holder, with a standby"),
        STOP("clean stop (SIGTERM) of the holder, with a standby"),
        REDIS_RESTART("restart of Redis after 0 to 8 s, from its first reply");

        private final String what;

        Event(String what) {
            this.what = what;
        }

        String what() {
            return what;
        }

        /** Maximum time until the next move. */
        Duration limit(Duration lease) {
            return switch (this) {
                case KILL -> lease.plusSeconds(1);
                case STOP -> Duration.ofSeconds(1);
                case REDIS_RESTART -> Duration.ofSeconds(2);
            };
        }
    }

    /**
     * @param lease of the schedulers
     * @param runs of each event
     */
    public Recovery(Experiment experiment, Duration lease, int runs) {
        this.experiment = experiment;
        this.lease = lease;
        this.runs = runs;
    }

    public Section run() throws InterruptedException {
        List<Callable<RecoveryRuns.Result>> work = new ArrayList<>();
        Random random = new Random(experiment.seed());
        for (Event event : Event.values()) {
            work.add(new RecoveryRuns(event, experiment.scheduler(lease, BATCH), runs, random.nextLong())::run);
        }
        List<RecoveryRuns.Result> results = Parallel.run(
                work,
                work.size(),
                result -> experiment
                        .progress()
                        .accept(result.event() + ": " + result.pauses().size() + " runs, "
                                + result.account().anomalies().size() + " anomalies"));
        MarkdownTable table =
                new MarkdownTable("from the event to the next move, ms", "runs", "min", "median", "max", "limit");
        StringBuilder all = new StringBuilder();
        List<String> failures = new ArrayList<>();
        for (RecoveryRuns.Result result : results) {
            String what = result.event().what();
            Sample pauses = Sample.ofMillis(result.pauses());
            long limit = result.event().limit(lease).toMillis();
            table.row(
                    what,
                    pauses.count(),
                    Numbers.whole(pauses.min()),
                    Numbers.whole(pauses.median()),
                    Numbers.whole(pauses.max()),
                    limit);
            all.append("- ")
                    .append(what)
                    .append(": ")
                    .append(Numbers.all(pauses))
                    .append('\n');
            if (pauses.max() > limit) {
                failures.add(what + ": took " + Numbers.whole(pauses.max()) + " ms, more than " + limit);
            }
            result.account().anomalies().stream().map(Anomaly::toString).forEach(failures::add);
        }
        String redis = results.isEmpty() ? "" : results.get(0).redisVersion();
        return experiment
                .section("Recovery", redis, "lease " + lease.toMillis() + " ms, a job due every 10 ms")
                .table(table)
                .text(all.toString())
                .failures(failures);
    }
}
