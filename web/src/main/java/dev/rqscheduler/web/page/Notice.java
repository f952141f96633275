/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a page says after something was done; a link carries its name only, so that nobody can put words into it. */
enum Notice {
    CANCELLED("Cancelled: the job is not scheduled any more. Its hash stays until it expires."),
    NOT_SCHEDULED("Nothing was done: the job is not scheduled any more."),
    ENQUEUED("Moved to its queue."),
    NOT_ENQUEUED("It could not be moved: it waits for another job, or is in quarantine now. Its story tells more."),
    RESCHEDULED("Rescheduled."),
    PAUSED("Paused: it does not run until it is resumed."),
    RESUMED("Resumed: it runs again from its next due time on."),
    NOT_PAUSED("Nothing was done: it was not paused."),
    RUN("A run was queued; it is the newest line of the history."),
    SKIPPED("The next run will be left out."),
    NOTHING_TO_SKIP("Nothing was done: there is no next run."),
    DELETED("Deleted, with its history. Jobs that it had queued stay."),
    SAVED("Saved."),
    UNCHANGED("Nothing was changed: it is the same as before."),
    RETRIED("Back in the schedule with its old due time: it is moved at once if that has passed."),
    SCHEDULED_ALREADY("It is in the schedule already, under another due time, which was left alone."),
    QUEUED_SINCE("Nothing was done: somebody has queued it meanwhile, and it would run twice."),
    UNLOADABLE("Nothing was done: its id is not one that all workers of its queue can load."),
    NOT_IN_QUARANTINE("Nothing was done: it is not in quarantine any more."),
    HASH_GONE("Nothing was done: its hash is gone, so there is nothing to schedule."),
    DROPPED("Dropped: it is not in quarantine any more.");

    private final String words;

    Notice(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** For a link. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Notice> of(String code) {
        return Arrays.stream(values())
                .filter(notice -> notice.code().equals(code))
                .findFirst();
    }
}
