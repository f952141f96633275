/** What an experiment looks at while it runs, and at its end. */
@NullMarked
package dev.rqscheduler.faults.watch;

import org.jspecify.annotations.NullMarked;

