/**
 * The commands {@code rqscheduler-faults}, which tests the scheduler's promises by experiment, and {@code bench/run}, which
 * measures the scheduler against a ceiling and its rivals.
 */
@NullMarked
package dev.rqscheduler.lab;

import org.jspecify.annotations.NullMarked;
