/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A redis-server to run.
 *
 * @param path the executable; for a bundled one, where it was unpacked
 * @param origin where it comes from, for people, such as {@code PATH}
 * @param unpacked whether {@code path} is a temporary copy, to be deleted after use
 */
record RedisBinary(Path path, String origin, boolean unpacked) {
    /** Name of the system property, and of the environment variable, that names the executable. */
    static final String SETTING = "RQSCHEDULER_REDIS_SERVER";

    private static final List<String> NAMES = List.of("redis-server", "valkey-server");

    /**
     * Looks for a server: the one configured, else the first on the search path, else the bundled one.
     *
     * @param configured the path from {@link #SETTING}, or null
     * @param searchPath where to look for an installed one
     * @throws RedisServerException if the configured one cannot be run, or if there is none at all
     */
    static RedisBinary find(@Nullable String configured, SearchPath searchPath) {
        if (configured != null && !configured.isBlank()) {
            return configured(configured);
        }
        // Valkey only where no folder has Redis: a machine with both was set up for Redis first.
        for (var name : NAMES) {
            var found = searchPath.find(name);
            if (found.isPresent()) {
                return new RedisBinary(found.get(), "PATH", false);
            }
        }
        return BundledBinary.unpack(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    }

    private static RedisBinary configured(String configured) {
        var path = Path.of(configured);
        if (!Files.isRegularFile(path) || !Files.isExecutable(path)) {
            throw new RedisServerException(
                    SETTING + " names " + configured + ", which is not an executable file; correct or unset it");
        }
        return new RedisBinary(path.toAbsolutePath(), SETTING, false);
    }

    /** The folder of an unpacked one, made for it alone. */
    Path folder() {
        return Objects.requireNonNull(path.getParent());
    }

    /** For people: the path and where it comes from. */
    @Override
    public String toString() {
        return path + " (" + origin + ")";
    }
}
