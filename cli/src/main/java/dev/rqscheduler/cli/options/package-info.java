/** Options shared by several commands, and the parsing of their values. */
@NullMarked
package dev.rqscheduler.cli.options;

import org.jspecify.annotations.NullMarked;
