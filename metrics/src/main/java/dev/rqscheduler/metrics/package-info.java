/**
 * What a scheduler process does, and what it has before it, as meters on a Micrometer registry that is handed in. The names are
 * those of docs/metrics.md.
 */
@NullMarked
package dev.rqscheduler.metrics;

import org.jspecify.annotations.NullMarked;

