/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.systemd;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How often systemd's watchdog expects a heartbeat from this process, according to the environment. */
final class WatchdogTime {

    /** Each notice is a process; no sensible unit requires more than one a second. */
    private static final Duration SHORTEST = Duration.ofMillis(500);

    private WatchdogTime() {}

    /**
     * Returns half of the unit's interval, as systemd recommends; zero for never.
     *
     * @param microseconds WATCHDOG_USEC
     * @param forPid WATCHDOG_PID: the intended process; null for any
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
