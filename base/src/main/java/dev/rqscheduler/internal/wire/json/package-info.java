/**
 * JSON as Python's {@code json} module reads and writes it, to and from the same values as pickle.
 */
@NullMarked
package dev.rqscheduler.internal.wire.json;

import org.jspecify.annotations.NullMarked;
