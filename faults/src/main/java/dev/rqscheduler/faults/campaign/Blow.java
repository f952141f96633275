/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.campaign;

import java.time.Instant;

/**
 * One blow as it was struck.
 *
 * @param row for the table
 * @param what the kinds of faults
 * @param faults how many faults at a time
 * @param injected when it began
 * @param healed when all was put right again
 */
public record Blow(String row, String what, int faults, Instant injected, Instant healed) {}
