/** Kinds of faults, by name; each fault is injected, lasts a while and is healed. */
@NullMarked
package dev.rqscheduler.lab.fault;

import org.jspecify.annotations.NullMarked;
