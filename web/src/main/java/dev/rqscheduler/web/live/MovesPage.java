/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.live;

import java.util.List;

/**
 * Moves behind a number.
 *
 * @param moves in their order, oldest first
 * @param leftOut how many there were between that number and these, which are not kept any more
 * @param last the number to ask with next
 */
public record MovesPage(List<Move> moves, long leftOut, long last) {}
