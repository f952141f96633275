/** The subcommands that schedule, show and change jobs. */
@NullMarked
package dev.rqscheduler.cli.commands;

import org.jspecify.annotations.NullMarked;
