/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

/** Why a due run of a job is left out: the few cases that the words of a reason fall into. */
public enum SkipCause {
    /** Its status says that somebody cancelled it through RQ. */
    CANCELLED,
    /** It was later than its {@code misfire_after} allows. */
    MISFIRE,
    /** The run before it has not ended, and its {@code overlap} is skip. */
    OVERLAP
}
