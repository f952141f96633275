/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.embedded;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

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
