/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.schedules;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.Schedules;
import dev.rqscheduler.api.BadScheduleException;
import dev.rqscheduler.api.CallData;
import dev.rqscheduler.api.JobDetails;
import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.ScheduledJob;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.cli.output.Console;
import dev.rqscheduler.cli.output.Printable;
import dev.rqscheduler.files.ScheduleYaml;
import dev.rqscheduler.internal.schedule.ScheduleField;
import dev.rqscheduler.internal.schedule.ScheduleForm;
import dev.rqscheduler.internal.time.Durations;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Exports rq-scheduler's interval and cron jobs as a file of named schedules, with instructions for switching. */
final class Adoption {

    private final SchedulerClient scheduler;
    private final Schedules schedules;
    private final Zone cronZone;
    private final Set<String> taken = new HashSet<>();
    private final List<String> adopted = new ArrayList<>();
    private final List<String> left = new ArrayList<>();
    private final StringBuilder yaml = new StringBuilder();

    Adoption(SchedulerClient scheduler, Schedules schedules, Zone cronZone) {
        this.scheduler = scheduler;
        this.schedules = schedules;
        this.cronZone = cronZone;
    }

    void print(String group, Console console) {
        try (Stream<ScheduledJob> jobs = scheduler.jobs()) {
            jobs.filter(ScheduledJob::periodic).forEach(this::add);
        }
        PrintStream out = console.out();
        if (!adopted.isEmpty()) {
            out.println("# Interval and cron jobs of rq-scheduler as named schedules. To switch to them:");
            out.println("#   1. rqscheduler schedule apply THIS-FILE");
            out.println("#   2. immediately afterwards, so that nothing runs twice:");
            out.println("#      rqscheduler cancel " + String.join(" ", adopted));
            out.println("# Cron expressions are in time zone " + cronZone + ".");
            out.print(ScheduleYaml.group(group));
            out.print(yaml);
        } else {
            console.err().println("no interval or cron jobs to adopt");
        }
        left.forEach(out::println);
    }

    private void add(ScheduledJob job) {
        try {
            JobDetails details = scheduler.job(job.id()).orElseThrow(() -> new BadScheduleException("it is gone"));
            Map<String, PyValue> fields = new Job(job, details, cronZone).fields();
            Schedule schedule = ScheduleForm.read(name(job, details), new LinkedHashMap<>(fields));
            yaml.append("  # job ").append(Printable.line(job.id())).append('\n');
            yaml.append(ScheduleYaml.schedule(schedule));
            taken.add(schedule.name());
            adopted.add(shellWord(job.id()));
        } catch (BadScheduleException e) {
            left.add("# job " + Printable.line(job.id()) + " cannot be exported: "
                    + Printable.line(String.valueOf(e.getMessage())));
        }
    }

    /** Returns a name built from its function, with a number appended if taken. */
    private String name(ScheduledJob job, JobDetails details) {
        String function = details.data().map(call -> call.function()).orElse(job.id());
        String base = function.replaceAll("[^A-Za-z0-9_-]+", "-");
        base = base.substring(0, Math.min(base.length(), 180));
        String name = base;
        for (int i = 2; taken.contains(name) || schedules.get(name).isPresent(); i++) {
            name = base + "-" + i;
        }
        return name;
    }

    private static String shellWord(String id) {
        return id.matches("[A-Za-z0-9_.:/-]+") ? id : "'" + Printable.line(id).replace("'", "'\\''") + "'";
    }

    /** The fields of a schedule equivalent to an interval or cron job of rq-scheduler. */
    private record Job(ScheduledJob job, JobDetails details, Zone cronZone) {

        /** The keys that make a job periodic; the rest of meta is the user's. */
        private static final Set<String> RHYTHM = Set.of("interval", "cron_string", "repeat", "use_local_timezone");

        /** Hash fields with the same meaning as a schedule field; durations are in seconds. */
        private static final Map<String, ScheduleField> SECONDS = Map.of(
                "timeout", ScheduleField.TIMEOUT,
                "result_ttl", ScheduleField.RESULT_TTL,
                "failure_ttl", ScheduleField.FAILURE_TTL,
                "ttl", ScheduleField.DEADLINE,
                "success_callback_timeout", ScheduleField.ON_SUCCESS_TIMEOUT,
                "failure_callback_timeout", ScheduleField.ON_FAILURE_TIMEOUT,
                "stopped_callback_timeout", ScheduleField.ON_STOPPED_TIMEOUT,
                "retries_left", ScheduleField.RETRY_MAX);

        private static final Map<String, ScheduleField> TEXTS = Map.of(
                "origin", ScheduleField.QUEUE,
                "success_callback_name", ScheduleField.ON_SUCCESS,
                "failure_callback_name", ScheduleField.ON_FAILURE,
                "stopped_callback_name", ScheduleField.ON_STOPPED);

        /**
         * @throws BadScheduleException if a schedule cannot do the same; the message says why
         */
        Map<String, PyValue> fields() {
            CallData call = details.data().orElseThrow(() -> new BadScheduleException("data: " + details.call()));
            if (!(call.instance() instanceof PyValue.None)) {
                throw new BadScheduleException("it calls a method of an object, which JSON cannot represent");
            } else if (!details.fields().getOrDefault("dependency_ids", "").isEmpty()
                    || !details.fields().getOrDefault("dependency_id", "").isEmpty()) {
                throw new BadScheduleException("it depends on other jobs, which runs of a schedule cannot");
            }
            Map<String, PyValue> fields = new LinkedHashMap<>();
            put(fields, ScheduleField.FUNCTION, new PyValue.Str(call.function()));
            put(fields, ScheduleField.ARGS, jsonOnly("args", new PyValue.List(call.args())));
            put(fields, ScheduleField.KWARGS, jsonOnly("kwargs", PyValue.Dict.of(call.kwargs())));
            put(fields, ScheduleField.META, meta());
            String description = details.fields().getOrDefault("description", "");
            if (!description.isEmpty() && !description.equals(call.description())) {
                put(fields, ScheduleField.DESCRIPTION, new PyValue.Str(description));
            }
            rhythm(fields);
            options(fields);
            return fields;
        }

        private void rhythm(Map<String, PyValue> fields) {
            job.interval().ifPresent(interval -> {
                put(fields, ScheduleField.EVERY, new PyValue.Str(Durations.format(interval)));
                put(fields, ScheduleField.ANCHOR, new PyValue.Str(job.due().toString()));
            });
            job.cron().ifPresent(cron -> {
                put(fields, ScheduleField.CRON, new PyValue.Str(cron));
                put(fields, ScheduleField.ZONE, new PyValue.Str(cronZone.id()));
            });
            job.runsLeft().ifPresent(runs -> put(fields, ScheduleField.MAX_RUNS, PyValue.Int.of(runs)));
        }

        private void options(Map<String, PyValue> fields) {
            TEXTS.forEach((name, field) -> {
                String text = details.fields().getOrDefault(name, "");
                if (!text.isEmpty()) {
                    put(fields, field, new PyValue.Str(text));
                }
            });
            SECONDS.forEach((name, field) -> {
                String text = details.fields().getOrDefault(name, "");
                if (text.matches("-1|[0-9]{1,12}") && !isNothing(name, text)) {
                    put(fields, field, PyValue.Int.of(Long.parseLong(text)));
                }
            });
        }

        /** No limit is the default, and a callback timeout without a callback means nothing. */
        private boolean isNothing(String name, String text) {
            String callback = name.replace("_timeout", "_name");
            return (name.equals("ttl") && text.equals("-1"))
                    || (name.equals("retries_left") && !text.matches("[1-9][0-9]*"))
                    || (name.endsWith("_callback_timeout")
                            && details.fields().getOrDefault(callback, "").isEmpty());
        }

        private PyValue meta() {
            Map<String, PyValue> rest = new LinkedHashMap<>();
            if (details.metaData().orElse(PyValue.None.NONE) instanceof PyValue.Dict dict) {
                for (PyValue.Entry entry : dict.entries()) {
                    if (!(entry.key() instanceof PyValue.Str key)) {
                        throw new BadScheduleException("meta", "has a key that is not a string");
                    } else if (!RHYTHM.contains(key.value())) {
                        rest.put(key.value(), entry.value());
                    }
                }
            }
            return jsonOnly("meta", PyValue.Dict.of(rest));
        }

        private static void put(Map<String, PyValue> fields, ScheduleField field, PyValue value) {
            fields.put(field.key(), value);
        }

        /**
         * Checks that JSON can represent a value unchanged, unlike tuples, which it turns into lists.
         *
         * @throws BadScheduleException naming the place of a value that JSON cannot represent
         */
        private static PyValue jsonOnly(String place, PyValue value) {
            if (value instanceof PyValue.List list) {
                List<PyValue> items = list.items();
                for (int i = 0; i < items.size(); i++) {
                    jsonOnly(place + "[" + i + "]", items.get(i));
                }
            } else if (value instanceof PyValue.Dict dict) {
                for (PyValue.Entry entry : dict.entries()) {
                    if (!(entry.key() instanceof PyValue.Str key)) {
                        throw new BadScheduleException(
                                place + " has a key that is not a string, which JSON cannot represent");
                    }
                    jsonOnly(place + "[\"" + key.value() + "\"]", entry.value());
                }
            } else if (!(value instanceof PyValue.None
                    || value instanceof PyValue.Bool
                    || value instanceof PyValue.Int
                    || value instanceof PyValue.Float
                    || value instanceof PyValue.Str)) {
                throw new BadScheduleException(place + " is a "
                        + value.getClass().getSimpleName() + " of Python, which JSON cannot represent");
            }
            return value;
        }
    }
}
