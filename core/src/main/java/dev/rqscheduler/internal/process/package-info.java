/**
 * The scheduler process and its five components; only {@link dev.rqscheduler.internal.process.SchedulerLoop} and the types in
 * its signatures are public.
 */
@NullMarked
package dev.rqscheduler.internal.process;

import org.jspecify.annotations.NullMarked;
