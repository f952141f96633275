/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.util.Optional;

/**
 * A field in which two definitions of a schedule differ.
 *
 * @param field as in the stored form, for example {@code misfire_after}
 * @param before as JSON; empty if it was absent
 * @param after as JSON; empty if it was removed
 */
public record FieldChange(String field, Optional<String> before, Optional<String> after) {}
