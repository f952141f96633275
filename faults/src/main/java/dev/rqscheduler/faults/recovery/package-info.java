/** How long nothing is moved after a crash, a clean stop, a restart of Redis. */
@NullMarked
package dev.rqscheduler.faults.recovery;

import org.jspecify.annotations.NullMarked;

