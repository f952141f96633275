/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench.arena;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A section of Redis's INFO, as names and values. */
public final class Info {

    /**
     * Commands that a scheduler sends itself. The others that INFO counts are called by its scripts, and Redis counts those
     * no differently; no script calls one of these.
     */
    private static final Set<String> SENT_BY_SCHEDULERS =
            Set.of("evalsha", "eval", "script|load", "ping", "subscribe", "auth", "hello", "select");

    private final Map<String, String> values;

    private Info(Map<String, String> values) {
        this.values = values;
    }

    /** The sections that are read here. */
    public enum Section {
        COMMANDSTATS,
        LATENCYSTATS,
        STATS,
        MEMORY;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Info parse(String text) {
        Map<String, String> values = new HashMap<>();
        for (String line : text.split("\r?\n")) {
            int colon = line.indexOf(':');
            if (colon > 0 && line.charAt(0) != '#') {
                values.put(line.substring(0, colon), line.substring(colon + 1));
            }
        }
        return new Info(values);
    }

    /** A whole number; 0 if there is none of that name. */
    public long number(String name) {
        return Long.parseLong(values.getOrDefault(name, "0"));
    }

    /** How often a command was called, by clients and by scripts (COMMANDSTATS). */
    public long calls(String command) {
        return Long.parseLong(part("cmdstat_" + command, "calls", "0"));
    }

    /** The time that all calls of a command took, in microseconds (COMMANDSTATS). */
    public long micros(String command) {
        return Long.parseLong(part("cmdstat_" + command, "usec", "0"));
    }

    /** All calls, by clients and by scripts (COMMANDSTATS). */
    public long allCalls() {
        return values.keySet().stream()
                .filter(name -> name.startsWith("cmdstat_"))
                .mapToLong(name -> calls(name.substring("cmdstat_".length())))
                .sum();
    }

    /** How many commands a scheduler of ours has sent: its round trips (COMMANDSTATS). */
    public long sentByScheduler() {
        return SENT_BY_SCHEDULERS.stream().mapToLong(this::calls).sum();
    }

    /** A percentile of a command's time in microseconds (LATENCYSTATS); 0 if it was never called. */
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
