/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.embedded;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A redis-server executable.
 *
 * @param path the executable; for a bundled one, where it was unpacked
 * @param origin its origin, for display, such as {@code PATH}
 * @param unpacked whether {@code path} is a temporary copy that must be deleted after use
 */
record RedisBinary(Path path, String origin, boolean unpacked) {
    /** Name of the system property, and of the environment variable, that names the executable. */
    static final String SETTING = "RQSCHEDULER_REDIS_SERVER";

    private static final List<String> NAMES = List.of("redis-server", "valkey-server");

    /**
     * Finds a server: the configured one, else the first on the search path, else the bundled one.
     *
     * @param configured the path from {@link #SETTING}, or null
     * @param searchPath where to search for an installed one
     * @throws RedisServerException if the configured one cannot be run, or if there is none at all
     */
    static RedisBinary find(@Nullable String configured, SearchPath searchPath) {
        var installed = installed(configured, searchPath);
        return installed.isEmpty() ? bundled() : installed.get(0);
    }

    /**
     * Finds a server that can read a folder's data, preferring the kind that wrote it.
     *
     * @throws RedisServerException also if none of the available ones can read it
     */
    static RedisBinary find(@Nullable String configured, SearchPath searchPath, Path folder) {
        var data = StoredData.in(folder);
        var installed = installed(configured, searchPath);
        if (data.isEmpty()) {
            return installed.isEmpty() ? bundled() : installed.get(0);
        }
        RedisBinary readable = null;
        RedisBinary unknown = null;
        var unfit = new ArrayList<String>();
        for (var binary : installed) {
            var version = ServerVersion.of(binary.path());
            if (version.isEmpty()) {
                unknown = unknown == null ? binary : unknown;
            } else if (!data.isReadableBy(version.get())) {
                unfit.add(version.get() + " (" + binary.path() + ")");
            } else if (data.isOfKindOf(version.get())) {
                return binary;
            } else {
                readable = readable == null ? binary : readable;
            }
        }
        if (readable != null || unknown != null) {
            return readable != null ? readable : Objects.requireNonNull(unknown);
        }
        if (!isConfigured(configured) && BundledBinary.isThere()) {
            if (data.isReadableBy(BundledBinary.SERVER)) {
                return bundled();
            }
            unfit.add("the bundled " + BundledBinary.SERVER);
        }
        throw new RedisServerException("the data in " + folder + " was written by " + data.author() + ", and "
                + (unfit.isEmpty() ? "no server here can read it" : String.join(" and ", unfit) + " cannot read it")
                + "; reinstall that server or name it with " + SETTING + ", or use another directory");
    }

    /** The configured one alone, or all on the search path; empty if there is none. */
    private static List<RedisBinary> installed(@Nullable String configured, SearchPath searchPath) {
        if (configured != null && isConfigured(configured)) {
            return List.of(configured(configured));
        }
        // Valkey only if no folder has Redis: a machine with both was set up for Redis first.
        return NAMES.stream()
                .flatMap(name -> searchPath.find(name).stream())
                .map(found -> new RedisBinary(found, "PATH", false))
                .toList();
    }

    private static boolean isConfigured(@Nullable String configured) {
        return configured != null && !configured.isBlank();
    }

    private static RedisBinary bundled() {
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

    /** Returns the folder of an unpacked one, created for it alone. */
    Path folder() {
        return Objects.requireNonNull(path.getParent());
    }

    /** Describes the path and its origin. */
    @Override
    public String toString() {
        return path + " (" + origin + ")";
    }

    /**
     * Folders to search for executables.
     *
     * @param folders separated as in the environment variable PATH
     */
    record SearchPath(String folders) {
        /** The PATH of this process. */
        static SearchPath ofEnvironment() {
            return new SearchPath(Objects.requireNonNullElse(System.getenv("PATH"), ""));
        }

        /** Returns the first executable with that name. */
        Optional<Path> find(String name) {
            // To a shell, an empty entry means the current folder, where no one expects a server.
            return Arrays.stream(folders.split(File.pathSeparator))
                    .filter(folder -> !folder.isEmpty())
                    .flatMap(folder -> path(folder, name).stream())
                    .filter(path -> Files.isRegularFile(path) && Files.isExecutable(path))
                    .map(Path::toAbsolutePath)
                    .findFirst();
        }

        private static Optional<Path> path(String folder, String name) {
            try {
                return Optional.of(Path.of(folder, name));
            } catch (InvalidPathException e) {
                return Optional.empty(); // PATH may hold anything; there is no executable in such a folder
            }
        }
    }
}
