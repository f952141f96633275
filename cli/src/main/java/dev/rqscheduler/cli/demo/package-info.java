/** The demo: a private Redis, a few jobs of every kind, and the scheduler at work. */
@NullMarked
package dev.rqscheduler.cli.demo;

import org.jspecify.annotations.NullMarked;
