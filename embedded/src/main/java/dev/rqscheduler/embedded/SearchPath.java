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
 * Folders to look for executables in.
 *
 * @param folders separated as in the environment variable PATH
 */
record SearchPath(String folders) {
    /** The PATH of this process. */
    static SearchPath ofEnvironment() {
        return new SearchPath(Objects.requireNonNullElse(System.getenv("PATH"), ""));
    }

    /** The first executable of that name. */
    Optional<Path> find(String name) {
        // An empty entry means the current folder to a shell; nobody expects a server to come from there.
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
