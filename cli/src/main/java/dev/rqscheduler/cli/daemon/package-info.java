/** The scheduler process as a command: its options, signals, and what it needs around it. */
@NullMarked
package dev.rqscheduler.cli.daemon;

import org.jspecify.annotations.NullMarked;

