/** What users import: {@link dev.rqscheduler.Scheduler} schedules jobs that RQ workers run. */
@NullMarked
package dev.rqscheduler;

import org.jspecify.annotations.NullMarked;
