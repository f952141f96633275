/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.api.Leadership;
import dev.rqscheduler.api.Place;
import dev.rqscheduler.internal.survey.JobSurvey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells what a job waits for, and what somebody can do about it. */
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
            case IN_GRACE -> story.add("for its hash", "find out what deleted it, and schedule the job again");
            case QUARANTINED ->
                story.remedies.add("mend the job and `rqscheduler quarantine retry " + facts.id()
                        + "`, or `rqscheduler quarantine drop " + facts.id() + "`");
            case RQ_SCHEDULED -> story.rqScheduler();
            case NOWHERE -> story.remedies.add("schedule it again, or delete the key rq:job:" + facts.id());
            case FAILED ->
                story.remedies.add(
                        "mend the cause and run it again: rq requeue --queue " + facts.queue() + " " + facts.id());
            case QUEUED, RUNNING, DEFERRED, FINISHED, STOPPED, CANCELED -> {}
        }
        if (facts.isQueued()) {
            story.worker();
            story.loadableId("for a worker that can load it: ");
        }
        if (place == Place.SCHEDULED || place == Place.OVERDUE) {
            story.loadableId("for its quarantine, if the workers stay as they are: ");
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
                    "for nothing else: without a hash it will be dropped then",
                    "rqscheduler cancel " + facts.id() + ", and schedule it again");
        } else if (facts.status().equals("canceled")) {
            add("it was cancelled through RQ, so it will be passed over then", "");
        }
        Leadership leader = facts.presence().map(Presence::leader).orElse(Leadership.UNKNOWN);
        if (leader == Leadership.NOBODY) {
            add("for a scheduler: none runs", "start one: rqscheduler");
        } else if (leader == Leadership.BLOCKED) {
            add("for the lock, which never becomes free", "see `rqscheduler doctor`");
        }
    }

    private void scheduler() {
        if (facts.memoryFull()) {
            add("for memory: the server is full and refuses writes", "raise maxmemory, or delete what is not needed");
        }
        Optional<Presence> presence = facts.presence();
        if (presence.isEmpty()) {
            return;
        }
        String holder =
                LockCheck.holderInWords(presence.get().lock(), presence.get().holder());
        switch (presence.get().leader()) {
            case NOBODY -> add("for a scheduler: none runs", "start one: rqscheduler");
            case UNKNOWN -> add("for a scheduler: none was found", "start one if there is none: rqscheduler");
            case BLOCKED ->
                add(
                        "for the lock, which " + holder + " holds without expiry",
                        "make sure that no scheduler holds it any more, then DEL rq:scheduler_lock");
            case PYTHON -> add("for Python's rqscheduler, which looks once a minute", stuck());
            case OURS -> add("for the scheduler that leads, to move it in a moment", stuck());
        }
    }

    private String stuck() {
        return facts.hasJob()
                ? "if it stays there: `rqscheduler doctor`, and the scheduler's log"
                : "it has no hash and will be dropped; schedule it again";
    }

    private void rqScheduler() {
        if (facts.places().filter(JobSurvey.Places::served).isEmpty()) {
            add(
                    "for a scheduler of RQ's: none serves queue " + Words.quoted(facts.queue()),
                    "start a worker with one: rq worker --with-scheduler " + facts.queue());
        } else {
            sentences.add("for its due time");
        }
    }

    private void worker() {
        JobSurvey.Places places = facts.places().orElseThrow();
        long before = places.position().orElse(0);
        if (places.suspended()) {
            add("for the workers, which are suspended", "rq resume");
        } else if (places.workers() == 0) {
            add(
                    "for a worker: none listens to queue " + Words.quoted(facts.queue()),
                    "start one: rq worker " + facts.queue());
        } else {
            sentences.add(
                    "for one of " + Words.count(places.workers(), "worker") + ", behind " + Words.count(before, "job"));
        }
    }

    private void loadableId(String waits) {
        facts.places()
                .flatMap(JobSurvey.Places::unloadableId)
                .ifPresent(trouble -> sentences.add(waits + trouble.reason(facts.id())));
    }

    private void dependencies() {
        for (Map.Entry<String, Optional<String>> dependency :
                facts.dependencies().entrySet()) {
            String status = dependency.getValue().orElse("finished");
            if (!status.equals("finished")) {
                sentences.add("for job " + Words.quoted(dependency.getKey()) + ", which is "
                        + (status.isEmpty() ? "of no status" : Words.shortened(status, 40)));
                if (status.equals("failed") || status.equals("canceled") || status.equals("stopped")) {
                    remedies.add("run job " + Words.quoted(dependency.getKey())
                            + " again: as it is, this one waits for ever");
                }
            }
        }
    }
}
