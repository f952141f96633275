/** The diagnostic commands: {@code doctor} for a Redis, {@code why} for a job. */
@NullMarked
package dev.rqscheduler.cli.diagnosis;

import org.jspecify.annotations.NullMarked;
