/** Redis's append-only file: every write that took effect, in the order in which it did. The witness of all accounts. */
@NullMarked
package dev.rqscheduler.faults.aof;

import org.jspecify.annotations.NullMarked;

