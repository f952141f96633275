/** Whether a scheduler that was stopped for longer than its lease moves anything when it goes on. */
@NullMarked
package dev.rqscheduler.faults.fencing;

import org.jspecify.annotations.NullMarked;

