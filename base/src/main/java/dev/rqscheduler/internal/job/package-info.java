/** What is to be run: a Python function, its arguments, and RQ's options. Pure; both the client and named schedules use it. */
@NullMarked
package dev.rqscheduler.internal.job;

import org.jspecify.annotations.NullMarked;

