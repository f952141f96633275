/**
 * A scheduler process's actions and backlog as meters on a given Micrometer registry. The names are those of
 * docs/metrics.md.
 */
@NullMarked
package dev.rqscheduler.metrics;

import org.jspecify.annotations.NullMarked;
