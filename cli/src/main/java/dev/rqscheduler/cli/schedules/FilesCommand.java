/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.schedules;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.Schedules;
import dev.rqscheduler.api.ScheduleChange;
import dev.rqscheduler.cli.failure.ExitCode;
import dev.rqscheduler.files.ScheduleFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code plan} and {@code apply} have in common. */
public abstract class FilesCommand extends NamedCommand {

    @Parameters(index = "0..*", arity = "1..*", paramLabel = "FILE", description = "Schedule files, YAML.")
    private List<Path> paths = new ArrayList<>();

    @Option(
            names = "--prune",
            description = "Delete schedules that belong to a group of these files but are in none of them.")
    private boolean prune;

    private @Nullable ScheduleFiles files;

    abstract List<ScheduleChange> changes(ScheduleFiles read, Schedules schedules, boolean pruning);

    /** Returns whether the changes were made, or would be. */
    abstract boolean done();

    @Override
    protected void check() {
        files = ScheduleFiles.read(paths);
    }

    @Override
    int run(SchedulerClient scheduler, Schedules schedules) {
        if (files == null) {
            throw new IllegalStateException("not checked");
        }
        List<ScheduleChange> changes = changes(files, schedules, prune);
        ChangeText.print(changes, done(), json(), scheduler.ping(), console());
        return ExitCode.DONE;
    }

    @Command(
            name = "plan",
            description = "Show what apply would change: + added, ~ changed (field by field), - removed.")
    public static final class Plan extends FilesCommand {

        @Override
        List<ScheduleChange> changes(ScheduleFiles read, Schedules schedules, boolean pruning) {
            return read.plan(schedules, pruning);
        }

        @Override
        boolean done() {
            return false;
        }
    }

    @Command(
            name = "apply",
            description =
                    "Create or update all schedules in files; if any is invalid, nothing is changed. Schedules that are"
                            + " already the same are left untouched, so it is safe to run at every deployment.")
    public static final class Apply extends FilesCommand {

        @Mixin
        private NamedCommand.Author author = new NamedCommand.Author();

        @Override
        Schedules schedules(SchedulerClient scheduler) {
            return author.of(scheduler);
        }

        @Override
        List<ScheduleChange> changes(ScheduleFiles read, Schedules schedules, boolean pruning) {
            return read.apply(schedules, pruning);
        }

        @Override
        boolean done() {
            return true;
        }
    }
}
