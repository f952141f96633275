/**
 * Values that users pass in and get back: jobs, schedules, addresses of Redis, results, exceptions. The doors that take them are
 * in {@code dev.rqscheduler}.
 *
 * <p>All exceptions of the API extend {@link dev.rqscheduler.api.SchedulerException}, so one catch is enough:
 *
 * <pre>{@code
 * try {
 *     schedules.put(schedule);
 * } catch (SchedulerException e) {
 *     log.warn("not scheduled: {}", e.getMessage());
 * }
 * }</pre>
 *
 * <p>Catch {@link dev.rqscheduler.api.RedisException} first to try again later, and {@link
 * dev.rqscheduler.api.BadScheduleException} or {@link dev.rqscheduler.api.CronSyntaxException} to report an error to the author
 * of the definition. Arguments out of range are an {@link java.lang.IllegalArgumentException}.
 */
@NullMarked
package dev.rqscheduler.api;

import org.jspecify.annotations.NullMarked;
