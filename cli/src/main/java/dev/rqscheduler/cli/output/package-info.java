/** Output for people and scripts: tables, JSON lines, times, and strings that are safe for a terminal. */
@NullMarked
package dev.rqscheduler.cli.output;

import org.jspecify.annotations.NullMarked;
