/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.report;

/**
 * A measured figure.
 *
 * @param name a path such as {@code moves/one-off 100k/ours}
 * @param unit such as {@code jobs/s} or {@code ms}
 */
public record Figure(String name, String unit, Sample sample) {}
