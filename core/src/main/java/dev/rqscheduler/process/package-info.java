/** The scheduler process and its five components; only {@link dev.rqscheduler.process.SchedulerProcess} and what it speaks are public. */
@NullMarked
package dev.rqscheduler.process;

import org.jspecify.annotations.NullMarked;
