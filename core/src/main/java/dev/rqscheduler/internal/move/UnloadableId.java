/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.move;

import static dev.rqscheduler.internal.move.BadJobException.quoted;

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
            return "worker " + quoted(worker) + " of its queue runs RQ " + version + ": schedule it under another id";
        }
        String unknown = refusal.isEmpty()
                ? "no worker of its queue is known"
                : "its queue's workers cannot be read (" + refusal + ")";
        return unknown + ": schedule it under another id, or retry it once its queue has workers, all older than RQ "
                + limit;
    }
}
