/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.experiment;

import dev.rqscheduler.lab.arena.SchedulerCommand;
import dev.rqscheduler.lab.report.Environment;
import dev.rqscheduler.lab.report.Section;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * What all experiments have in common.
 *
 * @param jar of the scheduler
 * @param seed of everything random
 * @param arenas maximum number of arenas at a time
 * @param command that repeats the experiment, including the seed
 * @param progress called with a line at a time
 */
public record Experiment(Path jar, long seed, int arenas, String command, Consumer<String> progress) {

    SchedulerCommand scheduler(Duration lease, int batch) {
        return SchedulerCommand.jar(jar, lease, batch);
    }

    /**
     * An empty section for the results.
     *
     * @param details about this kind of experiment; may be empty
     */
    Section section(String heading, String redisVersion, String details) {
        return Section.ofExperiment(
                heading, command, Environment.line(redisVersion) + (details.isEmpty() ? "" : "; " + details));
    }
}
