/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A server's product and version, such as {@code Redis 7.0.15} or {@code Valkey 9.1.2}.
 *
 * @param kind {@code Redis} or {@code Valkey}
 */
record ServerVersion(String kind, int major, int minor, int patch) {
    static final String REDIS = "Redis";
    static final String VALKEY = "Valkey";

    private static final Pattern TEXT = Pattern.compile("(Redis|Valkey) (\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,4})\\b.*");

    /** The output of {@code --version}. */
    private static final Pattern ANSWER =
            Pattern.compile("(Redis|Valkey) server v=(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,4})\\b.*");

    private static final int LONGEST_ANSWER = 4096;
    private static final int PATIENCE_SECONDS = 5;

    /** Parses a string such as {@code Valkey 9.1.2}; empty for any other. */
    static Optional<ServerVersion> parse(String text) {
        return match(TEXT, text);
    }

    /** Queries an executable; empty if unknown, for example for a program that is not a server. */
    static Optional<ServerVersion> of(Path executable) {
        try {
            Process process = new ProcessBuilder(List.of(executable.toString(), "--version"))
                    .redirectErrorStream(true)
                    .start();
            try (var out = process.getInputStream()) {
                process.getOutputStream().close();
                byte[] answer = out.readNBytes(LONGEST_ANSWER);
                process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
                return match(ANSWER, new String(answer, StandardCharsets.UTF_8));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<ServerVersion> match(Pattern pattern, String text) {
        var matcher = pattern.matcher(text.lines().findFirst().orElse(""));
        return matcher.matches()
                ? Optional.of(new ServerVersion(
                        matcher.group(1),
                        Integer.parseInt(matcher.group(2)),
                        Integer.parseInt(matcher.group(3)),
                        Integer.parseInt(matcher.group(4))))
                : Optional.empty();
    }

    boolean isAtLeast(int wantedMajor, int wantedMinor) {
        return major > wantedMajor || (major == wantedMajor && minor >= wantedMinor);
    }

    @Override
    public String toString() {
        return kind + " " + major + "." + minor + "." + patch;
    }
}
