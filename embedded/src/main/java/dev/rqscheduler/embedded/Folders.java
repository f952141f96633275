/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Deletes temporary folders. */
final class Folders {
    private Folders() {}

    /** Deletes a folder with everything in it; a missing folder is fine. */
    static void delete(Path folder) throws IOException {
        try (var content = Files.list(folder)) {
            for (var path : content.toList()) {
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    delete(path);
                } else {
                    Files.deleteIfExists(path);
                }
            }
        } catch (NoSuchFileException e) {
            return;
        }
        Files.deleteIfExists(folder);
    }
}
