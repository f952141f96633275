/** How a command ends badly: one line and an exit code for each way. */
@NullMarked
package dev.rqscheduler.cli.failure;

import org.jspecify.annotations.NullMarked;

