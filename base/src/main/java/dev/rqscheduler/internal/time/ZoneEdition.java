/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import dev.rqscheduler.api.Zone;
import java.util.Collection;
import java.util.function.Supplier;

/**
 * All time zones with the rules of one version of tzdata.
 *
 * @param version such as {@code 2026f}; empty if unknown
 * @param zones read on demand, which takes some milliseconds
 */
public record ZoneEdition(String version, Supplier<Collection<Zone>> zones) {}
