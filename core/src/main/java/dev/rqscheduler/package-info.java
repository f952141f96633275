/** The client API: {@link dev.rqscheduler.SchedulerClient} schedules jobs that RQ workers run. */
@NullMarked
package dev.rqscheduler;

import org.jspecify.annotations.NullMarked;
