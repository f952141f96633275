/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.api.Explanation.Place;
import dev.rqscheduler.internal.text.Excerpt;
import dev.rqscheduler.internal.text.NumberText;
import dev.rqscheduler.internal.text.TimeText;
import dev.rqscheduler.internal.wire.JobFields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Describes where a job is: every place it is in, the most significant first. */
final class WhereStory {

    record Where(Place place, List<String> sentences) {}

    private final JobFacts facts;
    private final List<Place> places = new ArrayList<>();
    private final List<String> sentences = new ArrayList<>();

    private WhereStory(JobFacts facts) {
        this.facts = facts;
    }

    static Where of(JobFacts facts) {
        WhereStory story = new WhereStory(facts);
        story.schedule();
        story.quarantine();
        story.worker();
        story.queue();
        story.registries();
        if (story.places.isEmpty()) {
            story.nowhere();
        }
        return new Where(story.places.get(0), story.sentences);
    }

    private void add(Place place, String sentence) {
        places.add(place);
        sentences.add(sentence);
    }

    private void schedule() {
        if (facts.job().due().isEmpty()) {
            return;
        }
        Instant due = facts.job().due().get();
        if (!facts.hasJob() && facts.job().realDue().isPresent()) {
            add(
                    Place.IN_GRACE,
                    "scheduled without a hash; was due "
                            + TimeText.secondsAndRelative(facts.job().realDue().get(), facts.now())
                            + ", is checked once more " + TimeText.relative(due, facts.now()) + " and then dropped");
        } else if (due.isBefore(Instant.EPOCH)) {
            add(Place.SCHEDULED, "scheduled with a due time before 1970, which no scheduler reads");
        } else if (due.isAfter(facts.now())) {
            add(Place.SCHEDULED, "scheduled, due " + TimeText.secondsAndRelative(due, facts.now()));
        } else {
            add(Place.OVERDUE, "scheduled, overdue since " + TimeText.secondsAndRelative(due, facts.now()));
        }
    }

    private void quarantine() {
        facts.job()
                .quarantined()
                .ifPresent(entry -> add(
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
            add(Place.RUNNING, "taken from queue " + Excerpt.quoted(facts.queue()) + " by a worker, not started yet");
            return;
        }
        String started = facts.job().text(JobFields.STARTED_AT);
        String since = started.isEmpty() ? "" : " since " + LastStory.time(started, facts.now());
        boolean silent = facts.registry("wip")
                .map(deadline -> deadline.isBefore(facts.now()))
                .orElse(true);
        add(
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
                .ifPresent(all -> add(
                        Place.QUEUED,
                        "in queue " + Excerpt.quoted(facts.queue()) + " at position "
                                + NumberText.number(all.position().orElseThrow() + 1) + " of "
                                + NumberText.number(all.queueLength())));
    }

    private void registries() {
        facts.registry("deferred")
                .ifPresent(since ->
                        add(Place.DEFERRED, "deferred: in rq:deferred:" + facts.queue() + ", waiting for other jobs"));
        facts.registry("scheduled")
                .ifPresent(due -> add(
                        Place.RQ_SCHEDULED,
                        "in RQ's own registry rq:scheduled:" + facts.queue() + ", due "
                                + TimeText.secondsAndRelative(due, facts.now())));
        if (!places.isEmpty()) {
            return;
        }
        switch (facts.status()) {
            case "finished" -> add(Place.FINISHED, "finished, and not scheduled again");
            case "failed" -> add(Place.FAILED, "failed, and not scheduled again");
            case "stopped" -> add(Place.STOPPED, "stopped while running, and not scheduled again");
            case "canceled" -> add(Place.CANCELED, "cancelled through RQ");
            default -> {
                if (facts.registry("finished").isPresent()) {
                    add(Place.FINISHED, "finished (in rq:finished:" + facts.queue() + ")");
                } else if (facts.registry("failed").isPresent()) {
                    add(Place.FAILED, "failed (in rq:failed:" + facts.queue() + ")");
                } else if (facts.registry("canceled").isPresent()) {
                    add(Place.CANCELED, "cancelled (in rq:canceled:" + facts.queue() + ")");
                }
            }
        }
    }

    private void nowhere() {
        String says = facts.status().isEmpty()
                ? ""
                : ", though its hash says " + Excerpt.quoted(Excerpt.of(facts.status(), 40));
        boolean cut = facts.places().filter(all -> all.queueCut()).isPresent();
        add(
                Place.NOWHERE,
                "the key rq:job:" + facts.id() + " exists, but the job is neither scheduled nor in a queue or registry"
                        + says + (cut ? " (checked the first 100,000 jobs of its queue)" : ""));
    }
}
