/** The command {@code rqscheduler}: the scheduler process without a subcommand, and a subcommand for each thing that can be done with a schedule. */
@NullMarked
package dev.rqscheduler.cli;

import org.jspecify.annotations.NullMarked;

