/** The shipped jar as real processes: signals, crashes, two at once. */
@NullMarked
package dev.rqscheduler.cli.it;

import org.jspecify.annotations.NullMarked;
