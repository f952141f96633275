/** Prints values as Python does: {@link dev.rqscheduler.internal.wire.PyRepr} is the entry point. */
@NullMarked
package dev.rqscheduler.internal.wire.repr;

import org.jspecify.annotations.NullMarked;
