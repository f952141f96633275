/** Where a campaign takes place: a private Redis that keeps its data, and scheduler processes behind proxies. */
@NullMarked
package dev.rqscheduler.faults.arena;

import org.jspecify.annotations.NullMarked;

