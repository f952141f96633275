/** How the client reads and writes jobs and named schedules. */
@NullMarked
package dev.rqscheduler.internal.client;

import org.jspecify.annotations.NullMarked;
