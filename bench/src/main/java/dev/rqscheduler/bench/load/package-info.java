/** Backlogs of jobs as the client writes them, at any size. */
@NullMarked
package dev.rqscheduler.bench.load;

import org.jspecify.annotations.NullMarked;

