/** Failures of a command: one line and an exit code for each kind. */
@NullMarked
package dev.rqscheduler.cli.failure;

import org.jspecify.annotations.NullMarked;
