/** How Python prints values: {@link dev.rqscheduler.wire.PyRepr} is the way in. */
@NullMarked
package dev.rqscheduler.wire.repr;

import org.jspecify.annotations.NullMarked;
