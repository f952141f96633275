/** The log on stderr, as text or JSON, set up without any configuration file. */
@NullMarked
package dev.rqscheduler.cli.log;

import org.jspecify.annotations.NullMarked;
