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
 * What {@code meta["scheduling"]} asks for: options of ours for jobs of rq-scheduler, which has a place for none of them and
 * takes no notice of the key. docs/meta-options.md is about them.
 *
 * @param zone where the cron expression is read, instead of the process's cron zone
 * @param misfireAfter how late a run may be; later ones are left out
 * @param skipsOverlap whether a run is left out while the one before it has not ended
 * @param jitter by how much less than this a next run is put off
 */
record Scheduling(Optional<Zone> zone, Optional<Duration> misfireAfter, boolean skipsOverlap, Duration jitter) {

    static final Scheduling NONE = new Scheduling(Optional.empty(), Optional.empty(), false, Duration.ZERO);

    /** RQ's words for a run that has not ended. */
    private static final Set<String> UNDER_WAY = Set.of("queued", "started", "deferred");

    /** Whether a decision depends on more of the job than its meta. */
    boolean dependsOnTheJob() {
        return misfireAfter.isPresent() || skipsOverlap || !jitter.isZero();
    }

    /** Why a due run is left out; empty if it is not. */
    Optional<LeftOut> leavesOut(DueJob job, Instant now) {
        Duration late = Duration.between(job.due(), now);
        if (misfireAfter.isPresent() && late.compareTo(misfireAfter.get()) > 0) {
            return Optional.of(new LeftOut(
                    SkipCause.MISFIRE,
                    "it was " + Durations.format(late) + " late, more than its misfire_after of "
                            + Durations.format(misfireAfter.get())));
        }
        String status = job.text(JobField.STATUS);
        return skipsOverlap && UNDER_WAY.contains(status)
                ? Optional.of(new LeftOut(
                        SkipCause.OVERLAP,
                        "the run before it has not ended (status " + status + "), and its overlap is skip"))
                : Optional.empty();
    }
}
