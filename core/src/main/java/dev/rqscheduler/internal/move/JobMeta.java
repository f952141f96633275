/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.move;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.wire.Meta;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A job's runs according to its meta, in rq-scheduler's keys and in ours.
 *
 * @param raw null for a job without meta
 */
record JobMeta(@Nullable Meta raw, Recurrence recurrence, Scheduling scheduling) {

    /**
     * @throws BadJobException if a key has a value that no scheduler can follow
     * @throws dev.rqscheduler.api.WireFormatException if it cannot be read
     * @throws dev.rqscheduler.api.CronSyntaxException if the cron expression does not parse
     */
    static JobMeta of(byte @Nullable [] bytes) {
        if (bytes == null) {
            return new JobMeta(null, Recurrence.ONCE, Scheduling.NONE);
        }
        Meta meta = Meta.parse(bytes);
        Recurrence recurrence = Recurrence.of(meta);
        return new JobMeta(meta, recurrence, Scheduling.of(meta, recurrence));
    }

    Optional<PyValue> get(String key) {
        return raw == null ? Optional.empty() : raw.get(key);
    }

    Zone zone(Zone usual) {
        return scheduling.zone().orElse(usual);
    }

    Optional<Instant> phase() {
        return raw == null ? Optional.empty() : NextRun.Phase.of(raw);
    }

    /** Returns the bytes after a counted run; null if unchanged. */
    byte @Nullable [] afterRun(Optional<Instant> phase) {
        return patched(recurrence.repeat(), phase);
    }

    /** Returns the bytes after a skipped, uncounted run; null if unchanged. */
    byte @Nullable [] afterSkip(Optional<Instant> phase) {
        return patched(Optional.empty(), phase);
    }

    private byte @Nullable [] patched(Optional<BigInteger> repeat, Optional<Instant> phase) {
        if (raw == null) {
            return null;
        }
        byte[] counted = repeat.map(left -> raw.withInteger("repeat", left)).orElse(null);
        return phase.isPresent()
                ? NextRun.Phase.written(counted == null ? raw : Meta.parse(counted), phase.get())
                : counted;
    }
}
