/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.api.Explanation.Place;
import dev.rqscheduler.api.Overview.Leadership;
import dev.rqscheduler.internal.diagnosis.Explainer.Facts;
import dev.rqscheduler.internal.survey.JobInspection.Places;
import dev.rqscheduler.internal.text.Excerpt;
import dev.rqscheduler.internal.text.NumberText;
import dev.rqscheduler.internal.text.TimeText;
import dev.rqscheduler.internal.wire.JobFields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Describes where a job is, what it is waiting for there, and what to do about it. */
final class PlaceStory {

    private final Facts facts;
    private final String id;
    private final List<Place> places = new ArrayList<>();
    private final List<String> where = new ArrayList<>();
    private final List<String> waits = new ArrayList<>();
    private final List<String> remedies = new ArrayList<>();

    PlaceStory(Facts facts) {
        this.facts = facts;
        this.id = facts.id();
        schedule();
        quarantine();
        worker();
        queue();
        registries();
        if (places.isEmpty()) {
            nowhere();
        }
        judge();
    }

    /** Returns the most significant place. */
    Place place() {
        return places.get(0);
    }

    /** Returns sentences about every place it is in, the most significant first. */
    List<String> where() {
        return where;
    }

    List<String> waits() {
        return waits;
    }

    List<String> remedies() {
        return remedies.stream().distinct().toList();
    }

    private void isIn(Place place, String sentence) {
        places.add(place);
        where.add(sentence);
    }

    private void schedule() {
        if (facts.job().due().isEmpty()) {
            return;
        }
        Instant due = facts.job().due().get();
        if (!facts.hasJob() && facts.job().realDue().isPresent()) {
            isIn(
                    Place.IN_GRACE,
                    "scheduled without a hash; was due "
                            + TimeText.secondsAndRelative(facts.job().realDue().get(), facts.now())
                            + ", is checked once more " + TimeText.relative(due, facts.now()) + " and then dropped");
        } else if (due.isBefore(Instant.EPOCH)) {
            isIn(Place.SCHEDULED, "scheduled with a due time before 1970, which no scheduler reads");
        } else if (due.isAfter(facts.now())) {
            isIn(Place.SCHEDULED, "scheduled, due " + TimeText.secondsAndRelative(due, facts.now()));
        } else {
            isIn(Place.OVERDUE, "scheduled, overdue since " + TimeText.secondsAndRelative(due, facts.now()));
        }
    }

    private void quarantine() {
        facts.job()
                .quarantined()
                .ifPresent(entry -> isIn(
                        Place.QUARANTINED,
                        "in quarantine since " + TimeText.secondsAndRelative(entry.since(), facts.now()) + ": "
                                + entry.reason()));
    }

    private void worker() {
        if (!facts.isRunning()) {
            return;
        }
        String worker = facts.job().text(JobFields.WORKER_NAME);
        String by = worker.isEmpty() ? "a worker" : "worker " + Excerpt.quoted(worker);
        if (facts.registry("wip").isEmpty() && !facts.status().equals("started")) {
            isIn(Place.RUNNING, "taken from queue " + Excerpt.quoted(facts.queue()) + " by a worker, not started yet");
            return;
        }
        String started = facts.job().text(JobFields.STARTED_AT);
        String since = started.isEmpty() ? "" : " since " + JobStory.time(started, facts.now());
        boolean silent = facts.registry("wip")
                .map(deadline -> deadline.isBefore(facts.now()))
                .orElse(true);
        isIn(
                Place.RUNNING,
                "being run by " + by + since
                        + (silent
                                ? ", whose heartbeat is overdue: it probably died; RQ's workers will notice"
                                        + " at their next maintenance"
                                : ""));
    }

    private void queue() {
        facts.places()
                .filter(all -> facts.isQueued())
                .ifPresent(all -> isIn(
                        Place.QUEUED,
                        "in queue " + Excerpt.quoted(facts.queue()) + " at position "
                                + NumberText.number(all.position().orElseThrow() + 1) + " of "
                                + NumberText.number(all.queueLength())));
    }

    private void registries() {
        facts.registry("deferred")
                .ifPresent(since ->
                        isIn(Place.DEFERRED, "deferred: in rq:deferred:" + facts.queue() + ", waiting for other jobs"));
        facts.registry("scheduled")
                .ifPresent(due -> isIn(
                        Place.RQ_SCHEDULED,
                        "in RQ's own registry rq:scheduled:" + facts.queue() + ", due "
                                + TimeText.secondsAndRelative(due, facts.now())));
        if (!places.isEmpty()) {
            return;
        }
        switch (facts.status()) {
            case "finished" -> isIn(Place.FINISHED, "finished, and not scheduled again");
            case "failed" -> isIn(Place.FAILED, "failed, and not scheduled again");
            case "stopped" -> isIn(Place.STOPPED, "stopped while running, and not scheduled again");
            case "canceled" -> isIn(Place.CANCELED, "cancelled through RQ");
            default -> {
                if (facts.registry("finished").isPresent()) {
                    isIn(Place.FINISHED, "finished (in rq:finished:" + facts.queue() + ")");
                } else if (facts.registry("failed").isPresent()) {
                    isIn(Place.FAILED, "failed (in rq:failed:" + facts.queue() + ")");
                } else if (facts.registry("canceled").isPresent()) {
                    isIn(Place.CANCELED, "cancelled (in rq:canceled:" + facts.queue() + ")");
                }
            }
        }
    }

    private void nowhere() {
        String says = facts.status().isEmpty()
                ? ""
                : ", though its hash says " + Excerpt.quoted(Excerpt.of(facts.status(), 40));
        boolean cut = facts.places().filter(all -> all.queueCut()).isPresent();
        isIn(
                Place.NOWHERE,
                "the key rq:job:" + id + " exists, but the job is neither scheduled nor in a queue or registry" + says
                        + (cut ? " (checked the first 100,000 jobs of its queue)" : ""));
    }

    private void judge() {
        switch (place()) {
            case SCHEDULED -> dueTime();
            case OVERDUE -> scheduler();
            case IN_GRACE -> waitsFor("for its hash", "find out what deleted it, then schedule the job again");
            case QUARANTINED ->
                remedies.add("fix the job, then run `rqscheduler quarantine retry " + id
                        + "`, or `rqscheduler quarantine drop " + id + "`");
            case RQ_SCHEDULED -> rqScheduler();
            case NOWHERE -> remedies.add("schedule it again, or delete the key rq:job:" + id);
            case FAILED ->
                remedies.add("fix the cause, then requeue it: rq requeue --queue " + facts.queue() + " " + id);
            case QUEUED, RUNNING, DEFERRED, FINISHED, STOPPED, CANCELED -> {}
        }
        boolean isScheduled = place() == Place.SCHEDULED || place() == Place.OVERDUE;
        if (facts.isQueued()) {
            workers();
            loadableId("for a worker that can load it: ");
        }
        if (isScheduled) {
            loadableId("to be quarantined, unless the workers change: ");
        }
        if (isScheduled || place() == Place.DEFERRED) {
            dependencies();
        }
    }

    private void waitsFor(String what, String remedy) {
        waits.add(what);
        remedies.add(remedy);
    }

    private void dueTime() {
        waits.add("for its due time");
        if (!facts.hasJob()) {
            waitsFor(
                    "it has no hash, so it will be dropped then",
                    "rqscheduler cancel " + id + ", and schedule it again");
        } else if (facts.status().equals("canceled")) {
            waits.add("it was cancelled through RQ, so it will be skipped then");
        }
        Leadership leader = facts.presence().map(Presence::leader).orElse(Leadership.UNKNOWN);
        if (leader == Leadership.NOBODY) {
            waitsFor("for a scheduler: none is running", "start one: rqscheduler");
        } else if (leader == Leadership.BLOCKED) {
            waitsFor("for the lock, which is never released", "see `rqscheduler doctor`");
        }
    }

    private void scheduler() {
        if (facts.memoryFull()) {
            waitsFor(
                    "for memory: the server is full and refuses writes",
                    "raise maxmemory, or delete results and failed jobs you no longer need");
        }
        Optional<Presence> presence = facts.presence();
        if (presence.isEmpty()) {
            return;
        }
        String holder =
                Presence.holderInWords(presence.get().lock(), presence.get().holder());
        switch (presence.get().leader()) {
            case NOBODY -> waitsFor("for a scheduler: none is running", "start one: rqscheduler");
            case UNKNOWN -> waitsFor("for a scheduler: none was found", "start one if none is running: rqscheduler");
            case BLOCKED ->
                waitsFor(
                        "for the lock, which " + holder + " holds without expiry",
                        "make sure that no scheduler still holds it, then DEL rq:scheduler_lock");
            case PYTHON -> waitsFor("for Python's rqscheduler, which checks once a minute", stuck());
            case OURS -> waitsFor("for the leader, which will move it in a moment", stuck());
        }
    }

    private String stuck() {
        return facts.hasJob()
                ? "if it stays there, run `rqscheduler doctor` and check the scheduler's log"
                : "it has no hash and will be dropped; schedule it again";
    }

    private void rqScheduler() {
        if (facts.places().filter(Places::served).isEmpty()) {
            waitsFor(
                    "for an RQ scheduler: none serves queue " + Excerpt.quoted(facts.queue()),
                    "start a worker with one: rq worker --with-scheduler " + facts.queue());
        } else {
            waits.add("for its due time");
        }
    }

    private void workers() {
        Places places = facts.places().orElseThrow();
        long before = places.position().orElse(0);
        if (places.suspended()) {
            waitsFor("for the workers, which are suspended", "rq resume");
        } else if (places.workers() == 0) {
            waitsFor(
                    "for a worker: none is listening on queue " + Excerpt.quoted(facts.queue()),
                    "start one: rq worker " + facts.queue());
        } else {
            waits.add("for one of " + NumberText.count(places.workers(), "worker") + ", behind "
                    + NumberText.count(before, "job"));
        }
    }

    private void loadableId(String what) {
        facts.places().flatMap(Places::unloadableId).ifPresent(trouble -> waits.add(what + trouble.reason(id)));
    }

    private void dependencies() {
        facts.dependencies().forEach((job, state) -> {
            String status = state.orElse("finished");
            if (!status.equals("finished")) {
                waits.add("for job " + Excerpt.quoted(job) + ", whose status is "
                        + (status.isEmpty() ? "missing" : Excerpt.of(status, 40)));
            }
            if (status.equals("failed") || status.equals("canceled") || status.equals("stopped")) {
                remedies.add("run job " + Excerpt.quoted(job) + " again; otherwise this one waits forever");
            }
        });
    }
}
