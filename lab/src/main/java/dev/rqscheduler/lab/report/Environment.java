/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The machine and the software of a run: labels and values, in the order in which they are shown. */
public final class Environment {

    private final Map<String, String> values = new LinkedHashMap<>();

    /** The present machine, operating system and Java. */
    public static Environment ofThisMachine() {
        return new Environment()
                .with("machine", processor() + ", " + cores() + ", " + memory() + " of memory")
                .with("system", system() + " " + System.getProperty("os.arch"))
                .with("Java", Runtime.version().toString());
    }

    /** The same in one line. */
    public static String line(String redisVersion) {
        return redisVersion + ", Java " + Runtime.version() + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + ", " + cores();
    }

    public Environment with(String label, String value) {
        values.put(label, value);
        return this;
    }

    public Map<String, String> values() {
        return Collections.unmodifiableMap(values);
    }

    /** Returns a list with one line for each value. */
    public String markdown() {
        StringBuilder text = new StringBuilder();
        values.forEach((label, value) ->
                text.append("- ").append(label).append(": ").append(value).append('\n'));
        return text.toString();
    }

    private static String system() {
        return System.getProperty("os.name") + " " + System.getProperty("os.version");
    }

    private static String cores() {
        return Runtime.getRuntime().availableProcessors() + " cores";
    }

    private static String processor() {
        return value("/proc/cpuinfo", "model name");
    }

    private static String memory() {
        String kilobytes = value("/proc/meminfo", "MemTotal").replaceAll("[^0-9]", "");
        return kilobytes.isEmpty() ? "an unknown amount" : Math.round(Long.parseLong(kilobytes) / 1048576.0) + " GB";
    }

    private static String value(String file, String label) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .filter(line -> line.startsWith(label))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
