/**
 * Python's pickle format: a reader for protocols 0 to 5 that never loads anything by name, and a writer for protocol 5.
 */
@NullMarked
package dev.rqscheduler.internal.wire.pickle;

import org.jspecify.annotations.NullMarked;
