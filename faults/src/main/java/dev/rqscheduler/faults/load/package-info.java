/** The load: producers that schedule, cancel and reschedule through the Java client, and write down what they were told. */
@NullMarked
package dev.rqscheduler.faults.load;

import org.jspecify.annotations.NullMarked;

