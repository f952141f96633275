/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.move;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A scheduled job as read: id, score, and the fields that a decision needs. Ids, scores and values are kept as bytes,
 * since they are sent back to Redis and compared there.
 */
public final class DueJob {

    private final byte[] rawId;
    private final byte[] rawScore;
    private final Instant due;
    private final Optional<JobProblem> problem;
    private final Optional<UnloadableId> unloadableId;
    private final Map<JobField, byte[]> fields = new EnumMap<>(JobField.class);

    /**
     * @param rawId job id
     * @param rawScore score as Redis printed it
     * @param due the instant of the score
     * @param problem why the job cannot be moved, if that was found while reading it
     * @param unloadableId why no worker of its queue could be trusted with it, if so
     * @param fields one value for each {@link JobField}, in its order, null if the hash has none
     */
    public DueJob(
            byte[] rawId,
            byte[] rawScore,
            Instant due,
            Optional<JobProblem> problem,
            Optional<UnloadableId> unloadableId,
            List<byte @Nullable []> fields) {
        this.rawId = rawId;
        this.rawScore = rawScore;
        this.due = due;
        this.problem = problem;
        this.unloadableId = unloadableId;
        for (JobField field : JobField.values()) {
            byte[] value = fields.size() > field.position() ? fields.get(field.position()) : null;
            if (value != null) {
                this.fields.put(field, value);
            }
        }
    }

    public String id() {
        return new String(rawId, StandardCharsets.UTF_8);
    }

    public byte[] rawId() {
        return rawId;
    }

    public byte[] rawScore() {
        return rawScore;
    }

    public Instant due() {
        return due;
    }

    public Optional<JobProblem> problem() {
        return problem;
    }

    public Optional<UnloadableId> unloadableId() {
        return unloadableId;
    }

    /** The bytes of a field, null if it is unset; RQ treats an empty value as unset nearly everywhere. */
    public byte @Nullable [] raw(JobField field) {
        byte[] value = fields.get(field);
        return value == null || value.length == 0 ? null : value;
    }

    /** Returns whether the field exists, even with an empty value. */
    public boolean has(JobField field) {
        return fields.containsKey(field);
    }

    /** Returns a field as a string, empty if it is unset. */
    public String text(JobField field) {
        byte[] value = raw(field);
        return value == null ? "" : new String(value, StandardCharsets.UTF_8);
    }
}
