/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
/**
 * {@code rqscheduler top}: a live overview in a terminal. {@code TopFrame} is pure; {@code TopReader} reads, {@code Screen}
 * shows.
 */
@NullMarked
package dev.rqscheduler.cli.top;

import org.jspecify.annotations.NullMarked;
