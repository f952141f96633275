/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.live;

import java.util.List;

/**
 * The moves after a number.
 *
 * @param moves oldest first
 * @param leftOut how many moves between that number and these are no longer kept
 * @param last the number to continue from
 */
public record MovesPage(List<Move> moves, long leftOut, long last) {}
