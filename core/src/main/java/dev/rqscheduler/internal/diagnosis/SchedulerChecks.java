/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.api.Finding.Level;
import dev.rqscheduler.internal.survey.JobSetInspection.RqSchedule;
import dev.rqscheduler.internal.survey.PresenceInspection.Instance;
import dev.rqscheduler.internal.survey.PresenceInspection.Instances;
import dev.rqscheduler.internal.survey.PresenceInspection.Lock;
import dev.rqscheduler.internal.text.Excerpt;
import dev.rqscheduler.internal.text.NumberText;
import dev.rqscheduler.internal.text.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Judges who moves jobs: the lock, the live schedulers, and the schedulers in RQ's workers. Pure. */
final class SchedulerChecks {

    /** A worker's scheduler checks for queues without one every two minutes. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String DELETE = "make sure that no scheduler still holds it, then DEL rq:scheduler_lock";

    private SchedulerChecks() {}

    /**
     * Judges whether the lock will ever be released.
     *
     * @param holder the registration of the scheduler named by the lock's token
     */
    static void lock(Lock lock, Optional<Instance> holder, Findings found) {
        if (lock.type().equals("none")) {
            found.pass("free");
            return;
        }
        if (!lock.type().equals("string")) {
            found.fail("rq:scheduler_lock is a " + lock.type() + ", not a string: no scheduler can take it", DELETE);
            return;
        }
        String held = "held by " + Presence.holderInWords(lock, holder);
        if (lock.rest().isEmpty()) {
            found.fail(held + " without expiry: if that scheduler dies, no other can take over", DELETE);
            return;
        }
        held += ", valid for " + TimeText.length(lock.rest().get());
        if (Presence.name(lock).isPresent() && holder.filter(Instance::alive).isEmpty()) {
            found.warn(
                    held + ", which is no longer registered: it probably crashed",
                    "wait until the lock expires; another scheduler then takes over");
        } else {
            found.pass(held);
        }
    }

    /**
     * Judges which schedulers are alive, ours and Python's.
     *
     * @param leads whether the lock shows that a scheduler is alive, whatever was found
     */
    static void schedulers(Instances instances, boolean leads, Findings found) {
        List<Instance> alive =
                instances.found().stream().filter(Instance::alive).toList();
        String looked = instances.complete()
                ? ""
                : " (checked about " + NumberText.number(instances.keysLookedAt()) + " of "
                        + NumberText.count(instances.keys(), "key") + "; rqscheduler doctor --all checks each)";
        alive.stream()
                .filter(instance -> instance.rest().isEmpty())
                .limit(Findings.MOST_NAMED)
                .forEach(instance -> found.warn(
                        "the registration of " + Presence.shown(instance) + " never expires: its name stays taken",
                        "if it is dead: DEL rq:scheduler_instance:" + instance.name()));
        if (alive.isEmpty() && !instances.complete()) {
            // Ours are in a list that was read completely. A Python one may hide among the keys, and holds the lock now
            // and then.
            if (leads) {
                found.skip("the search was incomplete" + looked);
            } else {
                found.warn(
                        "none was found, and the lock is free: nothing will be moved, unless a Python"
                                + " rqscheduler is running" + looked,
                        "start one: rqscheduler");
            }
        } else if (alive.isEmpty() && leads) {
            found.warn(
                    "none is registered, though the lock is held",
                    "see lock above; if it is a Python rqscheduler, its pass outlasts its registration");
        } else if (alive.isEmpty()) {
            found.warn("none alive: nothing will be moved", "start one: rqscheduler");
        }
        if (found.isEmpty()) {
            found.pass(alive.size() + " alive: " + firstOf(alive, Presence::shown) + looked);
        }
    }

    /** Judges RQ's own scheduled registries, used by Queue.enqueue_at, Retry and Repeat: no rqscheduler serves them. */
    static void rqSchedules(List<RqSchedule> schedules, Instant now, Findings found) {
        List<RqSchedule> unserved = schedules.stream()
                .filter(schedule -> schedule.due() > 0 && !schedule.served())
                .sorted(Comparator.comparing(schedule -> schedule.first().orElse(now)))
                .toList();
        if (!unserved.isEmpty()) {
            long due = unserved.stream().mapToLong(RqSchedule::due).sum();
            Instant first = unserved.get(0).first().orElse(now);
            found.add(
                    first.isBefore(now.minus(PATIENCE)) ? Level.FAIL : Level.WARN,
                    NumberText.count(due, "job") + " due in RQ's own rq:scheduled:<queue>, the oldest since "
                            + TimeText.secondsAndRelative(first, now) + ", and no RQ scheduler serves: "
                            + firstOf(unserved, schedule -> Excerpt.of(schedule.queue(), 80)),
                    "start a worker for these queues with its scheduler: rq worker --with-scheduler"
                            + " (rqscheduler serves only jobs of rq-scheduler)");
        }
        schedules.stream()
                .filter(schedule ->
                        !schedule.type().equals("none") && !schedule.type().equals("zset"))
                .limit(Findings.MOST_NAMED)
                .forEach(schedule -> found.fail(
                        "rq:scheduled:" + schedule.queue() + " is a " + schedule.type() + ", not a zset",
                        "find out what wrote it, then rename or delete it"));
        if (found.isEmpty()) {
            long count = schedules.stream().mapToLong(RqSchedule::count).sum();
            found.pass(
                    count == 0
                            ? "nothing in RQ's own rq:scheduled:<queue> sets ("
                                    + NumberText.count(schedules.size(), "queue") + ")"
                            : NumberText.count(count, "job")
                                    + " in RQ's own rq:scheduled:<queue>, none overdue without a scheduler");
        }
    }

    private static <T> String firstOf(List<T> all, Function<T, String> name) {
        String names = all.stream().limit(Findings.MOST_NAMED).map(name).collect(Collectors.joining(", "));
        return all.size() > Findings.MOST_NAMED
                ? names + " and " + (all.size() - Findings.MOST_NAMED) + " more"
                : names;
    }
}
