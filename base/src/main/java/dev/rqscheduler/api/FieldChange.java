/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

/**
 * A field in which two definitions of a schedule differ.
 *
 * @param before as JSON; empty text if it was not there
 * @param after as JSON; empty text if it is not there any more
 */
public record FieldChange(String field, String before, String after) {}
