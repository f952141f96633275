/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.internal.survey.JobInspection;
import dev.rqscheduler.internal.survey.PresenceInspection.Lock;
import dev.rqscheduler.internal.wire.JobFields;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The facts behind an explanation.
 *
 * @param places empty if the job has no queue
 * @param dependencies status by id of the jobs it depends on, at most 20; empty if there is no such job
 * @param presence empty if not permitted, or irrelevant to this job
 * @param memoryFull whether Redis refuses writes because its memory is full
 * @param hideArguments whether to show only the function
 */
record JobFacts(
        String id,
        JobInspection.Job job,
        Optional<JobInspection.Places> places,
        Map<String, Optional<String>> dependencies,
        Optional<Presence> presence,
        boolean memoryFull,
        boolean hideArguments) {

    Instant now() {
        return job.now();
    }

    String status() {
        return job.text(JobFields.STATUS);
    }

    String queue() {
        return job.text(JobFields.ORIGIN);
    }

    boolean hasJob() {
        return job.dataBytes() > 0;
    }

    Optional<Lock> lock() {
        return presence.map(Presence::lock);
    }

    /** Returns its score in one of the queue's registries. */
    Optional<Instant> registry(String name) {
        return places.flatMap(all -> Optional.ofNullable(all.registries().get(name)));
    }

    boolean isQueued() {
        return places.filter(all -> all.position().isPresent()).isPresent();
    }

    boolean isRunning() {
        return status().equals("started")
                || registry("wip").isPresent()
                || places.filter(JobInspection.Places::betweenQueueAndWorker).isPresent();
    }
}
