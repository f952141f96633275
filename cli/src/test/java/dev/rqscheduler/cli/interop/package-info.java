/** Real Python on the other side: RQ's workers, and a stand-in for rq-scheduler's process, with our command between them. */
@NullMarked
package dev.rqscheduler.cli.interop;

import org.jspecify.annotations.NullMarked;
