/** The subcommands of {@code quarantine}: jobs that no scheduler could move. */
@NullMarked
package dev.rqscheduler.cli.quarantine;

import org.jspecify.annotations.NullMarked;
