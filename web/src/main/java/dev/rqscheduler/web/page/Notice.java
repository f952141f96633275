/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A message shown after an action. Links carry only its name, so that crafted links cannot display other text. */
enum Notice {
    CANCELLED("Cancelled: the job is no longer scheduled. Its hash is kept until it expires."),
    NOT_SCHEDULED("No change: the job is no longer scheduled."),
    ENQUEUED("Moved to its queue."),
    NOT_ENQUEUED("Not moved: the job is waiting for another job, or is now in quarantine. See below."),
    RESCHEDULED("Rescheduled."),
    PAUSED("Paused: the schedule will not run until it is resumed."),
    RESUMED("Resumed: the schedule runs again from its next due time."),
    NOT_PAUSED("No change: the schedule was not paused."),
    RUN("Run queued. It is the newest entry in the history."),
    SKIPPED("The next run will be skipped."),
    NOTHING_TO_SKIP("No change: there is no next run."),
    DELETED("Deleted, including its history. Jobs already queued are kept."),
    SAVED("Saved."),
    UNCHANGED("No change: the definition is the same as before."),
    RETRIED("Scheduled again with its original due time. If that has passed, the job is moved immediately."),
    SCHEDULED_ALREADY("Already scheduled, with another due time, which was kept."),
    QUEUED_SINCE("No change: the job has been queued in the meantime and would run twice."),
    UNLOADABLE("No change: not every worker of its queue can load a job with this id."),
    NOT_IN_QUARANTINE("No change: the job is no longer in quarantine."),
    HASH_GONE("No change: the job's hash is missing, so there is nothing to schedule."),
    DROPPED("Dropped from quarantine.");

    private final String words;

    Notice(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** Returns the name used in links. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Notice> of(String code) {
        return Arrays.stream(values())
                .filter(notice -> notice.code().equals(code))
                .findFirst();
    }
}
