/**
 * The command {@code rqscheduler-faults}: shows by experiment what the scheduler promises, and fails where it does not hold.
 */
@NullMarked
package dev.rqscheduler.faults;

import org.jspecify.annotations.NullMarked;

