/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

/**
 * A field in which two definitions of a schedule differ.
 *
 * @param before as JSON; empty if it was absent
 * @param after as JSON; empty if it was removed
 */
public record FieldChange(String field, String before, String after) {}
