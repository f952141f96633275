/** Where it is measured: a Redis of our own, the real scheduler process, and what the system says about both. */
@NullMarked
package dev.rqscheduler.bench.arena;

import org.jspecify.annotations.NullMarked;

