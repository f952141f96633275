/**
 * Values that users pass in and get back: jobs, schedules, addresses of Redis, results, exceptions. The doors that take them are
 * in {@code dev.rqscheduler}.
 */
@NullMarked
package dev.rqscheduler.api;

import org.jspecify.annotations.NullMarked;
