/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

/** How bad a finding is, from good to bad. */
public enum Level {
    /** As it should be. */
    PASS,
    /** Could not be looked at, such as for want of a permission; says nothing about the thing itself. */
    SKIP,
    /** Works, and may not work one day, or not as somebody expects. */
    WARN,
    /** Jobs are not moved, or may be lost. */
    FAIL
}
