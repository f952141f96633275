/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.schedules;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.Schedules;
import dev.rqscheduler.api.BadScheduleException;
import dev.rqscheduler.api.JobDetails;
import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.ScheduledJob;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.cli.output.Console;
import dev.rqscheduler.cli.output.Printable;
import dev.rqscheduler.files.ScheduleYaml;
import dev.rqscheduler.internal.schedule.ScheduleForm;
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
            Map<String, PyValue> fields = new AdoptedJob(job, details, cronZone).fields();
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
}
