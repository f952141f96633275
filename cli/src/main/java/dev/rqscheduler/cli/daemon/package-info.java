/** The scheduler process as a command: its options, signals, and surrounding services. */
@NullMarked
package dev.rqscheduler.cli.daemon;

import org.jspecify.annotations.NullMarked;
