/** The command {@code bench/run}: measures the scheduler beside a ceiling and its rivals, all in one run. */
@NullMarked
package dev.rqscheduler.bench;

import org.jspecify.annotations.NullMarked;

