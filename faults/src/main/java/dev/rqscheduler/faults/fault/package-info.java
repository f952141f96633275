/** What can go wrong, one kind per name; each is injected, lasts a while, and is healed. */
@NullMarked
package dev.rqscheduler.faults.fault;

import org.jspecify.annotations.NullMarked;

