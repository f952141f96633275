/** A mover that is wrong on purpose, by which the accountant is tested. */
@NullMarked
package dev.rqscheduler.faults.broken;

import org.jspecify.annotations.NullMarked;

