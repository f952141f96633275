/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.schedules;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.Schedules;
import dev.rqscheduler.api.BadScheduleException;
import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.ScheduleChange;
import dev.rqscheduler.cli.failure.ExitCode;
import dev.rqscheduler.cli.failure.UsageException;
import dev.rqscheduler.cli.options.CallOptions;
import dev.rqscheduler.internal.schedule.ScheduleField;
import dev.rqscheduler.internal.schedule.ScheduleForm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

    @Override
    protected void check() {
        super.check();
        schedule = UsageException.valid(() -> ScheduleForm.read(name(), fields.form()));
    }

    @Override
    Schedules schedules(SchedulerClient scheduler) {
        return author.of(scheduler);
    }

    @Override
    int run(SchedulerClient scheduler, Schedules schedules) {
        ScheduleChange change;
        try {
            change = schedules.put(Objects.requireNonNull(schedule));
        } catch (BadScheduleException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
        if (json()) {
            ChangeText.json(change).printTo(console().out());
        } else {
            ChangeText.print(change, scheduler.ping(), console().out());
            console().out().println(change.kind().name().toLowerCase(Locale.ROOT));
        }
        return ExitCode.DONE;
    }

    /** Schedule fields as options: the common ones by name, and any with {@code --set}. */
    private static final class FieldOptions {

        @Option(
                names = "--function",
                paramLabel = "FUNC",
                description = "Python function to run, as package.module.function.")
        private @Nullable String function;

        @Option(
                names = "--arg",
                paramLabel = "VALUE",
                description = "A positional argument: JSON, or else a plain string; repeatable.")
        private List<String> args = new ArrayList<>();

        @Option(names = "--kwarg", paramLabel = "NAME=VALUE", description = "A keyword argument; repeatable.")
        private List<String> kwargs = new ArrayList<>();

        @Option(
                names = "--cron",
                paramLabel = "EXPR",
                description = "When: cron, as for `rqscheduler cron`; H is a value derived from the schedule's name.")
        private @Nullable String cron;

        @Option(names = "--every", paramLabel = "DURATION", description = "When: at a fixed interval, such as 15m.")
        private @Nullable String every;

        @Option(names = "--at", paramLabel = "TIME", split = ",", description = "When: at this time; repeatable.")
        private List<String> at = new ArrayList<>();

        @Option(
                names = "--rrule",
                paramLabel = "RULE",
                description = "When: an RFC 5545 rule, such as FREQ=MONTHLY;BYDAY=-1FR, with --set rrule_from=TIME.")
        private @Nullable String rrule;

        @Option(names = "--zone", paramLabel = "ZONE", description = "Time zone, such as Europe/Berlin; default UTC.")
        private @Nullable String zone;

        @Option(names = "--queue", paramLabel = "NAME", description = "Queue for its jobs; default: default.")
        private @Nullable String queue;

        @Option(names = "--group", paramLabel = "GROUP", description = "Group it belongs to; default: none.")
        private @Nullable String group;

        @Option(
                names = "--set",
                paramLabel = "FIELD=VALUE",
                description = "Any other field, as in a file: JSON, or else a plain string; repeatable. For example"
                        + " --set overlap=wait --set jitter=30s --set timeout=600.")
        private List<String> set = new ArrayList<>();

        /**
         * Returns the given fields.
         *
         * @throws UsageException if one was given twice, or is not FIELD=VALUE
         */
        Map<String, PyValue> form() {
            Map<String, PyValue> form = new LinkedHashMap<>();
            put(form, ScheduleField.FUNCTION, function);
            if (!args.isEmpty()) {
                form.put(
                        ScheduleField.ARGS.key(),
                        new PyValue.List(
                                args.stream().map(CallOptions.JsonOrText::read).toList()));
            }
            if (!kwargs.isEmpty()) {
                Map<String, PyValue> named = new LinkedHashMap<>();
                kwargs.forEach(text -> split("--kwarg", "NAME=VALUE", text, named));
                form.put(ScheduleField.KWARGS.key(), PyValue.Dict.of(named));
            }
            put(form, ScheduleField.CRON, cron);
            put(form, ScheduleField.EVERY, every);
            if (!at.isEmpty()) {
                form.put(
                        ScheduleField.AT.key(),
                        new PyValue.List(at.stream()
                                .map(time -> (PyValue) new PyValue.Str(time))
                                .toList()));
            }
            put(form, ScheduleField.RRULE, rrule);
            put(form, ScheduleField.ZONE, zone);
            put(form, ScheduleField.QUEUE, queue);
            put(form, ScheduleField.GROUP, group);
            set.forEach(text -> split("--set", "FIELD=VALUE", text, form));
            return form;
        }

        private static void put(Map<String, PyValue> form, ScheduleField field, @Nullable String value) {
            if (value != null) {
                form.put(field.key(), new PyValue.Str(value));
            }
        }

        private static void split(String option, String wanted, String text, Map<String, PyValue> into) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw new UsageException(option + " must be " + wanted + ", not \"" + text + "\"");
            }
            String name = text.substring(0, equals);
            if (into.putIfAbsent(name, CallOptions.JsonOrText.read(text.substring(equals + 1))) != null) {
                throw new UsageException(option + " " + name + ": given twice");
            }
        }
    }
}
