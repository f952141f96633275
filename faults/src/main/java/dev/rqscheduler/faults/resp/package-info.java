/** Commands in Redis's wire format, as clients send them and as the append-only file keeps them. */
@NullMarked
package dev.rqscheduler.faults.resp;

import org.jspecify.annotations.NullMarked;

