/** A TCP proxy between a scheduler and Redis that can do to a connection what networks do. */
@NullMarked
package dev.rqscheduler.faults.proxy;

import org.jspecify.annotations.NullMarked;

