/**
 * Job definitions: a Python function, its arguments, and RQ's options. Pure; used by the client and by named schedules.
 */
@NullMarked
package dev.rqscheduler.internal.job;

import org.jspecify.annotations.NullMarked;
