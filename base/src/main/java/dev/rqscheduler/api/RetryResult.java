/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

/** What became of an attempt to schedule a quarantined job again. */
public enum RetryResult {
    /** Scheduled again with its old due time. */
    RETRIED,
    /** It is scheduled already, under another due time, which was left alone. */
    SCHEDULED,
    /** Another client has queued it since it was quarantined. Nothing was done, since it would run twice. */
    QUEUED_SINCE,
    /**
     * A worker of its queue cannot load its id, or might not, as no worker is known: it would be quarantined again. Nothing was
     * done.
     */
    UNLOADABLE,
    /** Not in quarantine. */
    GONE,
    /** Its hash is gone, so there is nothing to schedule. */
    MISSING
}
