/** The command {@code rqscheduler}: the scheduler process without a subcommand, and subcommands for everything else. */
@NullMarked
package dev.rqscheduler.cli;

import org.jspecify.annotations.NullMarked;
