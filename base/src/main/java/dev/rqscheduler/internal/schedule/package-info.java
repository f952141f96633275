/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
/**
 * Named schedules: what they are, how they are written down, and what is to be done when one is due. Pure: no Redis, no
 * clock, no log.
 */
@NullMarked
package dev.rqscheduler.internal.schedule;

import org.jspecify.annotations.NullMarked;

