/**
 * A private, real {@code redis-server} for the demo, for {@code --embedded} and for tests. Independent of jobs and
 * queues, and needs no Redis client.
 */
@NullMarked
package dev.rqscheduler.embedded;

import org.jspecify.annotations.NullMarked;
