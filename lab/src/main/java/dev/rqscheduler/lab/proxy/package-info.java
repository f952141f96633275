/** A TCP proxy between a scheduler and Redis that disturbs connections as networks do. */
@NullMarked
package dev.rqscheduler.lab.proxy;

import org.jspecify.annotations.NullMarked;
