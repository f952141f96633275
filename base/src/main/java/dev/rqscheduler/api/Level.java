/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

/** Severity of a finding, from good to bad. */
public enum Level {
    /** In order. */
    PASS,
    /** Could not be checked, for example because a permission is missing; says nothing about the subject itself. */
    SKIP,
    /** Works, but may stop working, or not work as expected. */
    WARN,
    /** Jobs are not moved, or may be lost. */
    FAIL
}
