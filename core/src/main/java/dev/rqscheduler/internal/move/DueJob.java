/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.move;

import static dev.rqscheduler.internal.move.BadJobException.quoted;

import dev.rqscheduler.api.QuarantineCause;
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
 *
 * @param rawScore score as Redis printed it
 * @param due the instant of the score
 * @param problem why the job cannot be moved, if that was found while reading it
 * @param unloadableId why no worker of its queue could be trusted with it, if so
 * @param fields those that the hash has
 */
public record DueJob(
        byte[] rawId,
        byte[] rawScore,
        Instant due,
        Optional<Problem> problem,
        Optional<UnloadableId> unloadableId,
        Map<JobField, byte[]> fields) {

    /**
     * Returns the fields that a hash has.
     *
     * @param values one for each {@link JobField}, in its order, null if the hash has none; some may be left out at the
     *     end
     */
    public static Map<JobField, byte[]> fields(List<byte @Nullable []> values) {
        Map<JobField, byte[]> fields = new EnumMap<>(JobField.class);
        for (int i = 0; i < Math.min(values.size(), JobField.ALL.size()); i++) {
            byte[] value = values.get(i);
            if (value != null) {
                fields.put(JobField.ALL.get(i), value);
            }
        }
        return fields;
    }

    public String id() {
        return new String(rawId, StandardCharsets.UTF_8);
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

    /**
     * Why no worker of its queue can be trusted with a job of this id, as {@code job_ids.lua} found it. RQ 2.8 and later
     * only accepts ids of {@code A-Z a-z 0-9 _ -} ({@code validate_job_id} in {@code rq/job.py}), RQ 2.0 and later
     * truncates an id at its first colon ({@code parse_job_id}), and in every version a worker stops at an id that is not
     * UTF-8.
     *
     * @param version the newest of the queue's workers' versions; empty if none is known
     * @param worker the name of that worker; empty if none is known
     * @param refusal Redis's reply if it refused to show the workers; else empty
     */
    public record UnloadableId(Kind kind, String version, String worker, String refusal) {

        /** The problem with the id. */
        public enum Kind {
            /** It is not UTF-8. */
            ENCODING,
            /** It has a colon. */
            COLON,
            /** It has characters other than letters, digits, _ and -. */
            CHARACTERS
        }

        /** Describes the id, who cannot load it, and what to do. */
        public String reason(String id) {
            String shown = "its id " + quoted(id);
            return switch (kind) {
                case ENCODING -> shown + " is not UTF-8, which stops every RQ worker; schedule it under another id";
                case COLON ->
                    shown + " has a colon, at which RQ 2.0 and later truncates it, so it would never run; "
                            + workers("2.0");
                case CHARACTERS ->
                    shown + " has characters other than A-Z a-z 0-9 _ -, which stop RQ workers of 2.8 and later; "
                            + workers("2.8");
            };
        }

        private String workers(String limit) {
            if (!worker.isEmpty()) {
                return "worker " + quoted(worker) + " of its queue runs RQ " + version
                        + ": schedule it under another id";
            }
            String unknown = refusal.isEmpty()
                    ? "no worker of its queue is known"
                    : "its queue's workers cannot be read (" + refusal + ")";
            return unknown
                    + ": schedule it under another id, or retry it once its queue has workers, all older than RQ "
                    + limit;
        }
    }

    /**
     * Why a job cannot be moved, as a script found it while it read the job or was about to write.
     *
     * @param kind what is wrong
     * @param subject the key, or the field of the hash; empty for {@link Code#REFUSED}
     * @param found the type of the key, how many bytes the field has, or Redis's error
     * @param wanted the type that RQ writes; empty unless it is {@link Code#TYPE}
     */
    public record Problem(Code kind, String subject, String found, String wanted) {

        /** What is wrong, by the codes of the scripts. */
        public enum Code {
            /** A key that the move needs holds another type. */
            TYPE(QuarantineCause.KEY),
            /** The key of the job's hash holds another type. */
            UNREADABLE(QuarantineCause.KEY),
            /** A field is longer than any scheduler reads. */
            LENGTH(QuarantineCause.FORMAT),
            /** Redis refused to show the hash: no fault of the job. */
            REFUSED(QuarantineCause.FAULT);

            private final QuarantineCause cause;

            Code(QuarantineCause cause) {
                this.cause = cause;
            }
        }

        public QuarantineCause cause() {
            return kind.cause;
        }

        public String reason() {
            return switch (kind) {
                case TYPE -> subject + " is a " + found + ", not a " + wanted;
                case UNREADABLE -> subject + " cannot be read: " + found;
                case LENGTH -> subject + " is " + found + " bytes long, more than any scheduler reads";
                case REFUSED -> found;
            };
        }
    }
}
