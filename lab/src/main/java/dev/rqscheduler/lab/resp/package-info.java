/** Commands in Redis's wire format, as sent by clients and as recorded in the append-only file. */
@NullMarked
package dev.rqscheduler.lab.resp;

import org.jspecify.annotations.NullMarked;
