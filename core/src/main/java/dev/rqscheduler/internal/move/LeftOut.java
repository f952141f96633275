/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.move;

import dev.rqscheduler.api.SkipCause;

/**
 * Why a due run is left out.
 *
 * @param reason in words for a person
 */
record LeftOut(SkipCause cause, String reason) {}
