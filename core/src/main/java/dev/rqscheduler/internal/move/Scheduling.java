/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.move;

import dev.rqscheduler.api.SkipCause;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.time.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The options in {@code meta["scheduling"]}: ours, for jobs of rq-scheduler, which supports none of them and ignores
 * the key. See docs/meta-options.md.
 *
 * @param zone time zone of the cron expression, instead of the process's cron zone
 * @param misfireAfter how late a run may be; later ones are skipped
 * @param skipsOverlap whether a run is skipped while the previous one has not ended
 * @param jitter upper bound (exclusive) of the delay of a next run
 */
record Scheduling(Optional<Zone> zone, Optional<Duration> misfireAfter, boolean skipsOverlap, Duration jitter) {

    static final Scheduling NONE = new Scheduling(Optional.empty(), Optional.empty(), false, Duration.ZERO);

    /** RQ's words for a run that has not ended. */
    private static final Set<String> UNDER_WAY = Set.of("queued", "started", "deferred");

    /** Returns whether a decision depends on more of the job than its meta. */
    boolean dependsOnTheJob() {
        return misfireAfter.isPresent() || skipsOverlap || !jitter.isZero();
    }

    /** Returns why a due run is skipped; empty if it is not. */
    Optional<SkippedRun> leavesOut(DueJob job, Instant now) {
        Duration late = Duration.between(job.due(), now);
        if (misfireAfter.isPresent() && late.compareTo(misfireAfter.get()) > 0) {
            return Optional.of(new SkippedRun(
                    SkipCause.MISFIRE,
                    "it was " + Durations.format(late) + " late, more than its misfire_after of "
                            + Durations.format(misfireAfter.get())));
        }
        String status = job.text(JobField.STATUS);
        return skipsOverlap && UNDER_WAY.contains(status)
                ? Optional.of(new SkippedRun(
                        SkipCause.OVERLAP,
                        "its previous run has not finished (status " + status + "), and its overlap is skip"))
                : Optional.empty();
    }
}
