/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.schedules;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.Schedules;
import dev.rqscheduler.api.BadScheduleException;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.ScheduleChange;
import dev.rqscheduler.cli.failure.ExitCode;
import dev.rqscheduler.cli.failure.UsageException;
import dev.rqscheduler.cli.options.CommandContext;
import dev.rqscheduler.internal.schedule.ScheduleForm;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rqscheduler schedule put NAME}. */
@Command(
        name = "put",
        description = "Create a schedule, or replace the one with that name; fields not given get their defaults."
                + " Repeating the same definition changes nothing.")
public final class PutCommand extends OneCommand {

    @Mixin
    private FieldOptions fields = new FieldOptions();

    @Mixin
    private NamedCommand.Author author = new NamedCommand.Author();

    private @Nullable Schedule schedule;

    public PutCommand(CommandContext context) {
        super(context);
    }

    @Override
    protected void check() {
        super.check();
        try {
            schedule = ScheduleForm.read(name(), fields.form());
        } catch (BadScheduleException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    Schedules schedules(SchedulerClient scheduler) {
        return author.of(scheduler);
    }

    @Override
    int run(SchedulerClient scheduler, Schedules schedules) {
        ScheduleChange change = put(schedules);
        if (json()) {
            ChangeText.json(change).printTo(console().out());
        } else {
            ChangeText.print(change, scheduler.ping(), console().out());
            console().out().println(change.kind().name().toLowerCase(Locale.ROOT));
        }
        return ExitCode.DONE;
    }

    private ScheduleChange put(Schedules schedules) {
        if (schedule == null) {
            throw new IllegalStateException("not checked");
        }
        try {
            return schedules.put(schedule);
        } catch (BadScheduleException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }
}
