/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.api.Depth;
import dev.rqscheduler.api.Finding.Level;
import dev.rqscheduler.api.Overview.Leadership;
import dev.rqscheduler.internal.move.Decider;
import dev.rqscheduler.internal.move.Decision;
import dev.rqscheduler.internal.move.JobField;
import dev.rqscheduler.internal.survey.JobSetInspection;
import dev.rqscheduler.internal.survey.JobSetInspection.Extent;
import dev.rqscheduler.internal.survey.JobSetInspection.Page;
import dev.rqscheduler.internal.survey.JobSetInspection.Seen;
import dev.rqscheduler.internal.survey.JobSetInspection.State;
import dev.rqscheduler.internal.text.NumberText;
import dev.rqscheduler.internal.text.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.LongStream;

/**
 * Judges scheduled jobs: the earliest, which matter next, and a random sample of the others; or all. Reads pages of 50,
 * each of which keeps Redis busy for about a millisecond.
 */
final class JobSample {

    /** Ours moves jobs within milliseconds; it needs longer only for a backlog, and when it takes over. */
    private static final Duration OURS = Duration.ofSeconds(5);

    /** Python's polls once a minute by default, and keeps the lock for another ten seconds after a crash. */
    private static final Duration PYTHONS = Duration.ofSeconds(70);

    /** A worker's default for a job without result_ttl ({@code DEFAULT_RESULT_TTL} in RQ). */
    private static final long RQS_RESULT_TTL = 500;

    private final Instant now;
    private final long count;
    private final Decider decider;
    private long looked;

    private long overdue;
    private long overdueWithout;
    private long overdueRefused;
    private long overdueUnmovable;

    private final Examples missing = new Examples("scheduled id", "without a hash");
    private final Examples withoutData = new Examples("scheduled id", "whose hash has no data, so RQ sees no job");
    private final Examples refused = new Examples("job", "whose hash Redis refuses to show");

    private final Examples expiring = new Examples("job", "whose hash expires before the job is due");
    private final Examples expiringFields = new Examples("job", "with a hash field that expires before the job is due");
    private final Examples willExpire =
            new Examples("periodic job", "whose hash the worker lets expire after a run, before the next");

    private final Examples unmovable = new Examples("job", "that cannot be moved");
    private final Examples unloadable = new Examples("job", "that Python cannot load");
    private final Examples json = new Examples("job", "whose call is JSON");

    private JobSample(Extent extent, Decider decider) {
        this.now = extent.now();
        this.count = extent.count();
        this.decider = decider;
    }

    static JobSample read(JobSetInspection survey, Extent extent, Depth depth, Decider decider) {
        JobSample sample = new JobSample(extent, decider);
        long head = Math.min(extent.count(), depth.earliestJobs());
        for (long from = 0; from < head; ) {
            from += sample.page(
                    survey,
                    LongStream.range(from, Math.min(head, from + JobSetInspection.MOST_RANKS))
                            .boxed()
                            .toList());
        }
        List<Long> others = others(head, extent.count(), depth.otherJobs());
        for (int from = 0; from < others.size(); ) {
            from += sample.page(
                    survey, others.subList(from, Math.min(others.size(), from + JobSetInspection.MOST_RANKS)));
        }
        return sample;
    }

    /** The same ranks for the same number of jobs: a second run can confirm the first. */
    private static List<Long> others(long from, long count, int most) {
        if (count - from <= most) {
            return LongStream.range(from, count).boxed().toList();
        }
        TreeSet<Long> ranks = new TreeSet<>();
        SplittableRandom random = new SplittableRandom(count);
        while (ranks.size() < most) {
            ranks.add(random.nextLong(from, count));
        }
        return List.copyOf(ranks);
    }

    private int page(JobSetInspection survey, List<Long> ranks) {
        Page page = survey.at(ranks);
        page.jobs().forEach(this::look);
        looked += page.jobs().size();
        return page.lookedAt();
    }

    private void look(Seen seen) {
        Instant due = seen.job().due();
        // What would be done with the job if it were due.
        Decision decision = decider.decide(seen.job(), due.isAfter(now) ? due : now);
        String id = seen.job().id();
        if (!due.isAfter(now) && !due.isBefore(Instant.EPOCH)) {
            countOverdue(seen.state(), decision);
        }
        switch (seen.state()) {
            case MISSING -> missing.add(id, seen.inGrace() ? "in its grace period" : "");
            case NODATA -> withoutData.add(id);
            case REFUSED -> refused.add(id, seen.job().problem().orElseThrow().reason());
            case OK -> {
                expiry(seen, decision);
                form(seen, decision);
            }
        }
    }

    private void countOverdue(State state, Decision decision) {
        overdue++;
        if (state == State.MISSING || state == State.NODATA) {
            overdueWithout++;
        } else if (state == State.REFUSED) {
            overdueRefused++;
        } else if (decision instanceof Decision.Quarantine) {
            overdueUnmovable++;
        }
    }

    private void expiry(Seen seen, Decision decision) {
        String id = seen.job().id();
        Instant due = seen.job().due();
        seen.expiringFields().entrySet().stream()
                .filter(field -> now.plus(field.getValue()).isBefore(due))
                .findFirst()
                .ifPresent(field -> expiringFields.add(
                        id,
                        field.getKey() + " in " + TimeText.length(field.getValue()) + ", due "
                                + TimeText.relative(due, now)));
        if (seen.rest().isPresent() && now.plus(seen.rest().get()).isBefore(due)) {
            expiring.add(
                    id, "expires in " + TimeText.length(seen.rest().get()) + ", due " + TimeText.relative(due, now));
        } else if (decision instanceof Decision.Move move && move.next().isPresent()) {
            Duration rhythm =
                    Duration.between(due.isAfter(now) ? due : now, move.next().get());
            long keeps = resultTtl(seen);
            if (keeps >= 0 && Duration.ofSeconds(keeps).compareTo(rhythm) < 0) {
                willExpire.add(id, "kept for " + keeps + "s, runs every " + TimeText.length(rhythm));
            }
        }
    }

    private static long resultTtl(Seen seen) {
        String text = seen.job().text(JobField.RESULT_TTL);
        // The decision has already reported anything that is not a number.
        return text.isEmpty() ? RQS_RESULT_TTL : text.matches("-?\\d{1,15}") ? Long.parseLong(text) : -1;
    }

    private void form(Seen seen, Decision decision) {
        String id = seen.job().id();
        if (decision instanceof Decision.Quarantine quarantine) {
            unmovable.add(id, quarantine.reason());
            return;
        }
        Optional<String> trouble = PythonForm.trouble(seen);
        if (trouble.isPresent()) {
            unloadable.add(id, trouble.get());
        } else if (PythonForm.isJson(seen.dataStart())) {
            json.add(id);
        }
    }

    /** Reports jobs that are due but still scheduled: since when, and why, as far as the sample shows it. */
    void overdue(Extent extent, Leadership leader, Findings found) {
        if (!extent.type().equals("none") && !extent.type().equals("zset")) {
            found.fail(
                    "rq:scheduler:scheduled_jobs is a " + extent.type() + ", not a zset: nothing can be scheduled",
                    "find out what wrote it, then rename or delete it");
            return;
        }
        if (extent.due() == 0 || extent.first().isEmpty()) {
            String next = extent.first()
                    .map(first -> ", the next due " + TimeText.secondsAndRelative(first, now))
                    .orElse("");
            found.pass("none of " + NumberText.count(extent.count(), "scheduled job") + next);
            return;
        }
        Instant first = extent.first().get();
        Duration late = Duration.between(first, now);
        String what = NumberText.count(extent.due(), "job") + " due but not moved, the oldest since "
                + TimeText.secondsAndRelative(first, now);
        switch (leader) {
            case NOBODY -> found.fail(what + "; no scheduler is running", "start one: rqscheduler");
            case BLOCKED -> found.fail(what + "; no scheduler can take the lock", "see lock above");
            case UNKNOWN -> found.warn(what + "; no scheduler was found", "start one if none is running: rqscheduler");
            case OURS -> {
                if (late.compareTo(OURS) < 0) {
                    found.pass(what + "; the leader is working on it");
                } else {
                    stuck(what + "; there is a leader, but it does not move them", found);
                }
            }
            case PYTHON -> {
                if (late.compareTo(PYTHONS) < 0) {
                    found.pass(what + "; Python's rqscheduler checks once a minute");
                } else {
                    stuck(what + "; a Python rqscheduler is running, but does not move them", found);
                }
            }
        }
    }

    private void stuck(String what, Findings found) {
        String why = some(overdueWithout, "without a hash")
                + some(overdueUnmovable, "that cannot be moved")
                + some(overdueRefused, "that Redis refuses to show");
        found.warn(
                what + " (" + NumberText.number(overdue) + " checked"
                        + (why.isEmpty() ? ": nothing wrong with them" : why) + ")",
                "see the other findings and the scheduler's log");
    }

    private static String some(long number, String what) {
        return number == 0 ? "" : ", " + NumberText.number(number) + " " + what;
    }

    /** Reports scheduled ids without a job. */
    void missing(Findings found) {
        String of = examined();
        found.add(
                Level.WARN,
                missing,
                of,
                "they will not run, and are dropped when due; find out what deletes the hashes"
                        + " (result_ttl or ttl, an eviction policy, job.delete()), or cancel them: rqscheduler"
                        + " cancel ID");
        found.add(Level.WARN, withoutData, of, "schedule them again, or cancel them: rqscheduler cancel --delete ID");
        found.add(Level.FAIL, refused, of, "grant the user the permission named above");
        if (found.isEmpty()) {
            found.pass("every scheduled id has its hash" + of);
        }
    }

    /** Reports jobs whose hash expires before they run: the usual way a periodic job silently ends forever. */
    void expiring(Findings found) {
        String of = examined();
        found.add(Level.WARN, expiring, of, "PERSIST rq:job:<id>; and give periodic jobs result_ttl -1");
        found.add(
                Level.WARN,
                expiringFields,
                of,
                "HPERSIST rq:job:<id> FIELDS 1 <field>; RQ never expires fields, so find out what does");
        found.add(
                Level.WARN,
                willExpire,
                of,
                "schedule them again with result_ttl -1, as rqscheduler and rq-scheduler do by default");
        if (found.isEmpty()) {
            found.pass("no hash expires before its job is due" + of);
        }
    }

    /**
     * Reports jobs that cause failures: those that no scheduler can move, and those that only Python cannot load.
     *
     * @param negative how many have a score below 0
     * @param pythonSchedules whether a Python rqscheduler is alive, which stops for good on the first such job
     */
    void jobs(long negative, boolean pythonSchedules, Findings found) {
        Level level = pythonSchedules ? Level.FAIL : Level.WARN;
        String stops = pythonSchedules
                ? "; the running Python rqscheduler stops at the first of them to come due, and again after every restart"
                : "";
        String of = examined();
        found.add(level, unmovable, stops + of, "fix or cancel them; rqscheduler quarantines them when they are due");
        found.add(
                level,
                unloadable,
                stops + of,
                "fix or cancel them; rqscheduler moves them, but a worker may stop at them");
        if (pythonSchedules) {
            found.add(
                    Level.FAIL,
                    json,
                    stops + of,
                    "replace the Python rqscheduler with this one, which never reads a call, or schedule with pickle");
        }
        if (negative > 0) {
            found.warn(
                    NumberText.count(negative, "job") + " with a due time before 1970, which no scheduler reads",
                    "give them another time: rqscheduler reschedule ID TIME");
        }
        if (found.isEmpty()) {
            found.pass("all can be moved, and Python can load them" + of);
        }
    }

    private String examined() {
        return Findings.examined(looked, count);
    }
}
