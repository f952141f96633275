/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.systemd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends notices through a {@code systemd-notify} child process.
 *
 * <p>systemd accepts notices on a unix datagram socket, which the JDK does not support. The libraries that do
 * (junixsocket, JNA with a few C library calls) contain native code for a dozen platforms, one to two megabytes of it,
 * write it to a temporary directory that must then allow execution, and load it into the one process that must not
 * crash. The command exists wherever systemd does, supports abstract sockets too, waits until systemd has accepted the
 * notice, and costs a few milliseconds of another core twice per watchdog interval. Its price: a unit needs {@code
 * NotifyAccess=all}, since the notice comes from a child process.
 */
final class SystemdNotifier {

    private static final String COMMAND = "systemd-notify";

    /** It waits up to 5 seconds for systemd itself. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int LONGEST_COMPLAINT = 500;

    private final String socket;

    /**
     * @param socket NOTIFY_SOCKET: a path, or an abstract name after an {@code @}
     */
    SystemdNotifier(String socket) {
        this.socket = socket;
    }

    /**
     * Sends one notice.
     *
     * @param fields such as {@code READY=1}, without line breaks
     * @throws IOException if it cannot be sent; the message says why
     */
    void send(List<String> fields) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(COMMAND));
        command.addAll(fields);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("NOTIFY_SOCKET", socket);
        Process child = builder.start();
        try {
            child.getOutputStream().close();
            if (!child.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(COMMAND + " did not exit within " + PATIENCE.toSeconds() + " seconds");
            }
            if (child.exitValue() != 0) {
                String complaint =
                        new String(child.getInputStream().readNBytes(LONGEST_COMPLAINT), StandardCharsets.UTF_8);
                throw new IOException(COMMAND + " failed: " + complaint.strip().replaceAll("\\s+", " "));
            }
        } finally {
            child.destroyForcibly();
        }
    }

    /** How often systemd's watchdog expects a heartbeat from this process, according to the environment. */
    static final class WatchdogTime {

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
                return half.isZero() || half.isNegative()
                        ? Duration.ZERO
                        : half.compareTo(SHORTEST) < 0 ? SHORTEST : half;
            } catch (NumberFormatException | ArithmeticException e) {
                return Duration.ZERO;
            }
        }
    }
}
