/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
/**
 * Named schedules: their model, their written form, and what to do when one is due. Pure: no Redis, no clock, no log.
 */
@NullMarked
package dev.rqscheduler.internal.schedule;

import org.jspecify.annotations.NullMarked;
