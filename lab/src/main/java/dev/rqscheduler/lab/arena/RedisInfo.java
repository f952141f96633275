/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.arena;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Statistics from Redis's INFO, sections COMMANDSTATS and LATENCYSTATS. */
public final class RedisInfo {

    /**
     * Commands that a scheduler sends itself. Its scripts call none of these; INFO does not distinguish commands sent from
     * commands called by scripts.
     */
    private static final Set<String> SENT_BY_SCHEDULERS =
            Set.of("evalsha", "eval", "script|load", "ping", "subscribe", "auth", "hello", "select");

    private final Map<String, String> values;

    private RedisInfo(Map<String, String> values) {
        this.values = values;
    }

    static RedisInfo parse(String info) {
        Map<String, String> values = new HashMap<>();
        for (String line : info.split("\r?\n")) {
            int colon = line.indexOf(':');
            if (colon > 0 && line.charAt(0) != '#') {
                values.put(line.substring(0, colon), line.substring(colon + 1));
            }
        }
        return new RedisInfo(values);
    }

    /** Number of calls of a command, by clients and by scripts. */
    public long calls(String command) {
        return Long.parseLong(part("cmdstat_" + command, "calls", "0"));
    }

    /** Total time of all calls of a command, in microseconds. */
    public long micros(String command) {
        return Long.parseLong(part("cmdstat_" + command, "usec", "0"));
    }

    /** Total time of all scripts, in microseconds. */
    public long scriptMicros() {
        return micros("evalsha") + micros("eval");
    }

    /** Number of all calls, by clients and by scripts. */
    public long allCalls() {
        return values.keySet().stream()
                .filter(name -> name.startsWith("cmdstat_"))
                .mapToLong(name -> calls(name.substring("cmdstat_".length())))
                .sum();
    }

    /** Number of commands that a scheduler has sent: its round trips. */
    public long sentByScheduler() {
        return SENT_BY_SCHEDULERS.stream().mapToLong(this::calls).sum();
    }

    /** A percentile of a command's time in microseconds; 0 if it was never called. */
    public double latencyMicros(String command, String percentile) {
        return Double.parseDouble(part("latency_percentiles_usec_" + command, percentile, "0"));
    }

    private String part(String name, String key, String otherwise) {
        for (String part : values.getOrDefault(name, "").split(",")) {
            if (part.startsWith(key + "=")) {
                return part.substring(key.length() + 1);
            }
        }
        return otherwise;
    }
}
