/** What people and scripts read: tables, JSON lines, times, and text that cannot disturb a terminal. */
@NullMarked
package dev.rqscheduler.cli.output;

import org.jspecify.annotations.NullMarked;

