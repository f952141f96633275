/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.campaign;

import java.time.Instant;
import java.util.List;

/**
 * One blow as it was struck.
 *
 * @param row for the table
 * @param what the kinds of faults
 * @param faults how many faults there were at a time
 * @param missed what could not be done, and why: one fault may stand in the way of another
 * @param injected when it began
 * @param healed when all was put right again
 */
public record Blow(String row, String what, int faults, List<String> missed, Instant injected, Instant healed) {}
