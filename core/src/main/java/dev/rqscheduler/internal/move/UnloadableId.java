/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.move;

import static dev.rqscheduler.internal.move.BadJobException.quoted;

/**
 * Why no worker of its queue can be trusted with a job of this id, as {@code job_ids.lua} found it. RQ from 2.8 on takes ids of
 * {@code A-Z a-z 0-9 _ -} only ({@code validate_job_id} in {@code rq/job.py}), from 2.0 on it cuts an id at its first colon
 * ({@code parse_job_id}), and in each version a worker ends at an id that is not UTF-8.
 *
 * @param version what the newest of the queue's workers says it is; empty if none is known
 * @param worker the name of that worker; empty if none is known
 * @param refusal what Redis said where it refused to tell about the workers; else empty
 */
public record UnloadableId(Kind kind, String version, String worker, String refusal) {

    /** What is wrong with the id. */
    public enum Kind {
        /** It is not UTF-8. */
        ENCODING,
        /** It has a colon. */
        COLON,
        /** It has other characters than letters, digits, _ and -. */
        CHARACTERS
    }

    /** For a person: the id, who cannot load it, and what to do. */
    public String reason(String id) {
        String shown = "its id " + quoted(id);
        return switch (kind) {
            case ENCODING -> shown + " is not UTF-8, at which every RQ worker ends; schedule it under another id";
            case COLON ->
                shown + " has a colon, at which RQ from 2.0 on cuts it, so that it would never run; " + workers("2.0");
            case CHARACTERS ->
                shown + " has other characters than A-Z a-z 0-9 _ -, at which an RQ worker from 2.8 on ends; "
                        + workers("2.8");
        };
    }

    private String workers(String limit) {
        if (!worker.isEmpty()) {
            return "worker " + quoted(worker) + " of its queue is RQ " + version + ": schedule it under another id";
        }
        String unknown = refusal.isEmpty()
                ? "no worker of its queue is known"
                : "its queue's workers cannot be read (" + refusal + ")";
        return unknown + ": schedule it under another id, or retry it once there are workers, all older than RQ "
                + limit;
    }
}
