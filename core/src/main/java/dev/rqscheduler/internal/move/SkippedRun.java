/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.move;

import dev.rqscheduler.api.SkipCause;

/**
 * Why a due run is skipped.
 *
 * @param reason in plain words
 */
record SkippedRun(SkipCause cause, String reason) {}
