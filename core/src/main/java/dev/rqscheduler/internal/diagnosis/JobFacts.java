/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.diagnosis;

import dev.rqscheduler.internal.survey.JobSurvey;
import dev.rqscheduler.internal.survey.PresenceSurvey.Lock;
import dev.rqscheduler.internal.wire.JobFields;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * All that an explanation is made of.
 *
 * @param places empty where the job names no queue
 * @param dependencies status by id of the jobs it depends on, at most 20; empty where there is no such job
 * @param presence empty where it must not be asked, or does not matter to this job
 * @param memoryFull whether Redis refuses writes for want of memory
 * @param hideArguments whether to name the function only
 */
record JobFacts(
        String id,
        JobSurvey.Job job,
        Optional<JobSurvey.Places> places,
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

    /** Its score in one of the queue's registries. */
    Optional<Instant> registry(String name) {
        return places.flatMap(all -> Optional.ofNullable(all.registries().get(name)));
    }

    boolean isQueued() {
        return places.filter(all -> all.position().isPresent()).isPresent();
    }

    boolean isRunning() {
        return status().equals("started")
                || registry("wip").isPresent()
                || places.filter(JobSurvey.Places::betweenQueueAndWorker).isPresent();
    }
}
