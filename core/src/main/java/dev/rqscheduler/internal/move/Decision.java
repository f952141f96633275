/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.move;

import dev.rqscheduler.api.QuarantineCause;
import dev.rqscheduler.api.SkipCause;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What to do with a due job. */
public sealed interface Decision {

    DueJob job();

    /**
     * Push it on its queue (or defer it, if Redis says that a dependency is unfinished), and set its next run.
     *
     * @param queue queue name, as the bytes of {@code origin}
     * @param front whether it goes to the front of the queue
     * @param defaultTimeout whether the hash has no timeout and gets RQ's 180 seconds
     * @param expiry seconds after which RQ drops the job from its queue, the job's {@code ttl}
     * @param persist whether an expiry left by an earlier run must be removed
     * @param next when it is due again; empty if this is its last run
     * @param meta the hash's new {@code meta}, null to leave it alone
     * @param resultTtl a new {@code result_ttl} in seconds
     * @param failuresAreFine whether a failed dependency counts as finished
     * @param dependencies ids of the jobs that must have finished
     * @param remarks remarks on this move, for the log
     */
    record Move(
            DueJob job,
            byte[] queue,
            boolean front,
            boolean defaultTimeout,
            OptionalLong expiry,
            boolean persist,
            Optional<Instant> next,
            byte @Nullable [] meta,
            OptionalLong resultTtl,
            boolean failuresAreFine,
            List<String> dependencies,
            List<String> remarks)
            implements Decision {}

    /**
     * Do not run it this time.
     *
     * @param next when it is due again; empty to unschedule it
     * @param meta the hash's new {@code meta}, null to leave it alone
     */
    record Skip(DueJob job, Optional<Instant> next, byte @Nullable [] meta, SkipCause cause, String reason)
            implements Decision {}

    /** Quarantine it, where it does no harm and can be inspected. */
    record Quarantine(DueJob job, QuarantineCause cause, String reason) implements Decision {}
}
