/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import dev.rqscheduler.api.Zone;
import java.util.Collection;
import java.util.function.Supplier;

/**
 * All time zones by the rules of one edition of tzdata.
 *
 * @param version such as {@code 2026f}; empty text if that is not known
 * @param zones read when they are asked for, which takes some milliseconds
 */
public record ZoneEdition(String version, Supplier<Collection<Zone>> zones) {}
