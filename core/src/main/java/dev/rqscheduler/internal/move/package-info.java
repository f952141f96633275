/** What to do with a due job, decided by pure functions: job fields, the time by Redis's clock and a zone in, a decision out. */
@NullMarked
package dev.rqscheduler.internal.move;

import org.jspecify.annotations.NullMarked;

