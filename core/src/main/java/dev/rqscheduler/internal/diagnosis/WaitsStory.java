/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.api.Explanation.Place;
import dev.rqscheduler.api.Overview.Leadership;
import dev.rqscheduler.internal.survey.JobInspection;
import dev.rqscheduler.internal.text.Excerpt;
import dev.rqscheduler.internal.text.NumberText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Describes what a job is waiting for, and what to do about it. */
final class WaitsStory {

    record Waits(List<String> sentences, List<String> remedies) {}

    private final JobFacts facts;
    private final List<String> sentences = new ArrayList<>();
    private final List<String> remedies = new ArrayList<>();

    private WaitsStory(JobFacts facts) {
        this.facts = facts;
    }

    static Waits of(JobFacts facts, Place place) {
        WaitsStory story = new WaitsStory(facts);
        switch (place) {
            case SCHEDULED -> story.dueTime();
            case OVERDUE -> story.scheduler();
            case IN_GRACE -> story.add("for its hash", "find out what deleted it, then schedule the job again");
            case QUARANTINED ->
                story.remedies.add("fix the job, then run `rqscheduler quarantine retry " + facts.id()
                        + "`, or `rqscheduler quarantine drop " + facts.id() + "`");
            case RQ_SCHEDULED -> story.rqScheduler();
            case NOWHERE -> story.remedies.add("schedule it again, or delete the key rq:job:" + facts.id());
            case FAILED ->
                story.remedies.add(
                        "fix the cause, then requeue it: rq requeue --queue " + facts.queue() + " " + facts.id());
            case QUEUED, RUNNING, DEFERRED, FINISHED, STOPPED, CANCELED -> {}
        }
        if (facts.isQueued()) {
            story.worker();
            story.loadableId("for a worker that can load it: ");
        }
        if (place == Place.SCHEDULED || place == Place.OVERDUE) {
            story.loadableId("to be quarantined, unless the workers change: ");
        }
        if (place == Place.SCHEDULED || place == Place.OVERDUE || place == Place.DEFERRED) {
            story.dependencies();
        }
        return new Waits(story.sentences, story.remedies);
    }

    private void add(String sentence, String remedy) {
        sentences.add(sentence);
        if (!remedy.isEmpty()) {
            remedies.add(remedy);
        }
    }

    private void dueTime() {
        sentences.add("for its due time");
        if (!facts.hasJob()) {
            add(
                    "it has no hash, so it will be dropped then",
                    "rqscheduler cancel " + facts.id() + ", and schedule it again");
        } else if (facts.status().equals("canceled")) {
            add("it was cancelled through RQ, so it will be skipped then", "");
        }
        Leadership leader = facts.presence().map(Presence::leader).orElse(Leadership.UNKNOWN);
        if (leader == Leadership.NOBODY) {
            add("for a scheduler: none is running", "start one: rqscheduler");
        } else if (leader == Leadership.BLOCKED) {
            add("for the lock, which is never released", "see `rqscheduler doctor`");
        }
    }

    private void scheduler() {
        if (facts.memoryFull()) {
            add(
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
            case NOBODY -> add("for a scheduler: none is running", "start one: rqscheduler");
            case UNKNOWN -> add("for a scheduler: none was found", "start one if none is running: rqscheduler");
            case BLOCKED ->
                add(
                        "for the lock, which " + holder + " holds without expiry",
                        "make sure that no scheduler still holds it, then DEL rq:scheduler_lock");
            case PYTHON -> add("for Python's rqscheduler, which checks once a minute", stuck());
            case OURS -> add("for the leader, which will move it in a moment", stuck());
        }
    }

    private String stuck() {
        return facts.hasJob()
                ? "if it stays there, run `rqscheduler doctor` and check the scheduler's log"
                : "it has no hash and will be dropped; schedule it again";
    }

    private void rqScheduler() {
        if (facts.places().filter(JobInspection.Places::served).isEmpty()) {
            add(
                    "for an RQ scheduler: none serves queue " + Excerpt.quoted(facts.queue()),
                    "start a worker with one: rq worker --with-scheduler " + facts.queue());
        } else {
            sentences.add("for its due time");
        }
    }

    private void worker() {
        JobInspection.Places places = facts.places().orElseThrow();
        long before = places.position().orElse(0);
        if (places.suspended()) {
            add("for the workers, which are suspended", "rq resume");
        } else if (places.workers() == 0) {
            add(
                    "for a worker: none is listening on queue " + Excerpt.quoted(facts.queue()),
                    "start one: rq worker " + facts.queue());
        } else {
            sentences.add("for one of " + NumberText.count(places.workers(), "worker") + ", behind "
                    + NumberText.count(before, "job"));
        }
    }

    private void loadableId(String waits) {
        facts.places()
                .flatMap(JobInspection.Places::unloadableId)
                .ifPresent(trouble -> sentences.add(waits + trouble.reason(facts.id())));
    }

    private void dependencies() {
        for (Map.Entry<String, Optional<String>> dependency :
                facts.dependencies().entrySet()) {
            String status = dependency.getValue().orElse("finished");
            if (!status.equals("finished")) {
                sentences.add("for job " + Excerpt.quoted(dependency.getKey()) + ", whose status is "
                        + (status.isEmpty() ? "missing" : Excerpt.of(status, 40)));
                if (status.equals("failed") || status.equals("canceled") || status.equals("stopped")) {
                    remedies.add("run job " + Excerpt.quoted(dependency.getKey())
                            + " again; otherwise this one waits forever");
                }
            }
        }
    }
}
