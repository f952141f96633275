/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.systemd;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How often systemd's watchdog wants to hear from this process, as the environment says. */
final class WatchdogTime {

    /** Each notice is a process; no unit that means it asks for more than one a second. */
    private static final Duration SHORTEST = Duration.ofMillis(500);

    private WatchdogTime() {}

    /**
     * Half of what the unit gives, as systemd recommends; zero for never.
     *
     * @param microseconds WATCHDOG_USEC
     * @param forPid WATCHDOG_PID: whom it is meant for; null for anybody
     */
    static Duration of(@Nullable String microseconds, @Nullable String forPid, long pid) {
        if (microseconds == null || (forPid != null && !forPid.equals(Long.toString(pid)))) {
            return Duration.ZERO;
        }
        try {
            Duration half = Duration.ofNanos(Math.multiplyExact(Long.parseLong(microseconds), 500L));
            return half.isZero() || half.isNegative() ? Duration.ZERO : half.compareTo(SHORTEST) < 0 ? SHORTEST : half;
        } catch (NumberFormatException | ArithmeticException e) {
            return Duration.ZERO;
        }
    }
}
