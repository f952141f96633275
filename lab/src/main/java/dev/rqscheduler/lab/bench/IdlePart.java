/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.bench;

import dev.rqscheduler.lab.arena.SchedulerChild;
import dev.rqscheduler.lab.load.JobIds;
import dev.rqscheduler.lab.report.Numbers;
import dev.rqscheduler.lab.report.Results;
import dev.rqscheduler.lab.report.Section;
import java.time.Duration;
import java.util.List;

/**
 * The cost of a scheduler while nothing is due. Future jobs are only entries of the schedule without hashes here: hashes are not
 * read before a job is due, and those of five million jobs would need gigabytes.
 */
public final class IdlePart extends Part {

    private static final long FAR = Duration.ofDays(30).toSeconds();

    public IdlePart(BenchContext context) {
        super("idle", context);
    }

    private int[] sizes() {
        return new int[] {0, context.scale().far(), context.scale().farther()};
    }

    @Override
    public void measure(Results results) throws InterruptedException {
        for (int jobs : sizes()) {
            progress("with " + Numbers.text(jobs) + " future jobs");
            context.redis().jedis().flushAll();
            context.backlog()
                    .loadPlaces(
                            jobs,
                            new JobIds(context.seed()),
                            context.redis().now().getEpochSecond() + FAR);
            try (SchedulerChild scheduler = context.start(List.of())) {
                context.redis().awaitLeader();
                // Until Redis has rehashed its tables and the scheduler is idle.
                Thread.sleep(
                        Duration.ofSeconds(context.scale().idleWindowSeconds()).toMillis());
                for (int repetition = 0; repetition < context.repetitions(); repetition++) {
                    IdleWindow.measure("idle/" + jobs + "/", context, scheduler, results);
                }
            }
        }
        context.redis().jedis().flushAll();
    }

    @Override
    public List<Section> sections(Results results) {
        Section section = new Section(
                "Idle",
                "Nothing is due: commands that the scheduler sends to Redis, the same plus those its scripts call, and processor"
                        + " time. "
                        + context.repetitions() + " windows of "
                        + context.scale().idleWindowSeconds() + " s.",
                "future jobs",
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
