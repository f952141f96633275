/** How Python prints values: {@link dev.rqscheduler.internal.wire.PyRepr} is the way in. */
@NullMarked
package dev.rqscheduler.internal.wire.repr;

import org.jspecify.annotations.NullMarked;

