/** Pure functions that decide what to do with a due job, from its fields, the time by Redis's clock and a zone. */
@NullMarked
package dev.rqscheduler.internal.move;

import org.jspecify.annotations.NullMarked;
