/** What to do with a named schedule that is due: pure functions from its definition, state and the time to a decision. */
@NullMarked
package dev.rqscheduler.internal.run;

import org.jspecify.annotations.NullMarked;
