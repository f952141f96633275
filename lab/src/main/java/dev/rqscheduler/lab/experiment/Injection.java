/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.experiment;

import java.time.Instant;
import java.util.List;

/**
 * Faults injected together.
 *
 * @param row of the table
 * @param what the kinds of faults
 * @param faults number of faults
 * @param missed faults that could not be injected, and why: one fault may prevent another
 * @param injected when the first was injected
 * @param healed when all were healed
 */
public record Injection(String row, String what, int faults, List<String> missed, Instant injected, Instant healed) {}
