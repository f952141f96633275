/** Whether a long run under load leaves something behind: heap, threads, connections, words in the log. */
@NullMarked
package dev.rqscheduler.faults.soak;

import org.jspecify.annotations.NullMarked;

