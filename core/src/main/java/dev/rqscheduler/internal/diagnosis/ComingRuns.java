/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.api.BadScheduleException;
import dev.rqscheduler.api.Overview;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.internal.schedule.Plan;
import dev.rqscheduler.internal.schedule.Plans;
import dev.rqscheduler.internal.schedule.ScheduleJson;
import dev.rqscheduler.internal.survey.OverviewInspection.ComingSchedule;
import dev.rqscheduler.internal.survey.OverviewInspection.Look;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Computes the next hour from the next runs in Redis; for schedules, including the runs after the next one. Pure. */
final class ComingRuns {

    static final int MINUTES = 60;

    /** A schedule that runs every second must not cost counting to 3,600 every time. */
    private static final int MOST_RUNS = 60;

    private final Look look;
    private final long[] runs;
    private final List<Overview.Run> coming = new ArrayList<>();
    private final Instant firstMinute;
    private final Instant end;

    private ComingRuns(Look look) {
        this.look = look;
        this.runs = look.schedulesPerMinute().clone();
        this.firstMinute = look.now().truncatedTo(ChronoUnit.MINUTES);
        this.end = firstMinute.plus(Duration.ofMinutes(runs.length));
    }

    /** Returns the minutes and at most {@code most} next runs. */
    record Coming(List<Overview.Minute> minutes, List<Overview.Run> runs) {}

    static Coming of(Look look, int most) {
        ComingRuns runs = new ComingRuns(look);
        look.comingSchedules().forEach(runs::add);
        runs.coming.addAll(look.comingJobs());
        return new Coming(
                runs.minutes(),
                runs.coming.stream()
                        .sorted(Comparator.comparing(Overview.Run::at))
                        .limit(most)
                        .toList());
    }

    private void add(ComingSchedule coming) {
        Optional<Schedule> schedule = schedule(coming);
        Optional<String> queue = schedule.map(known -> known.job().queue());
        Optional<String> what = schedule.map(known -> known.job().function());
        run(coming.moment(), coming.name(), queue, what);
        if (schedule.isEmpty() || coming.due().isEmpty()) {
            return;
        }
        Plan plan = Plans.of(schedule.get());
        // The due time of one that waits for the run before it has passed.
        Instant last = coming.due().get().isBefore(look.now())
                ? look.now()
                : coming.due().get();
        Optional<Instant> due = plan.nextAfter(last);
        for (int i = 1; i < MOST_RUNS && due.isPresent() && due.get().isBefore(end); i++) {
            Instant moment = plan.moment(due.get());
            if (moment.isBefore(end)) {
                runs[minute(moment)]++;
                run(moment, coming.name(), queue, what);
            }
            due = plan.nextAfter(due.get());
        }
    }

    private void run(Instant moment, String name, Optional<String> queue, Optional<String> what) {
        coming.add(new Overview.Run(moment, Optional.of(name), Optional.empty(), queue, what));
    }

    private int minute(Instant moment) {
        long minute = Duration.between(firstMinute, moment).toMinutes();
        return (int) Math.max(0, Math.min(runs.length - 1, minute));
    }

    private List<Overview.Minute> minutes() {
        List<Overview.Minute> minutes = new ArrayList<>(runs.length);
        for (int i = 0; i < runs.length; i++) {
            minutes.add(new Overview.Minute(
                    firstMinute.plus(Duration.ofMinutes(i)),
                    OverviewReader.number(look.jobsPerMinute()[i]),
                    look.schedulesPerMinute()[i] < 0 ? OptionalLong.empty() : OptionalLong.of(runs[i])));
        }
        return minutes;
    }

    private static Optional<Schedule> schedule(ComingSchedule coming) {
        try {
            return coming.definition().length == 0
                    ? Optional.empty()
                    : Optional.of(ScheduleJson.parse(coming.name(), coming.definition()));
        } catch (BadScheduleException e) {
            return Optional.empty();
        }
    }
}
