/** Load: producers that record each reply of the scheduler's client, and backlogs of any size. */
@NullMarked
package dev.rqscheduler.lab.load;

import org.jspecify.annotations.NullMarked;
