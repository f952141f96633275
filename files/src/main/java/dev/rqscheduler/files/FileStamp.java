/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/** A fingerprint of files: each one's time, size and identity, or its absence. */
record FileStamp(List<String> stamps) {

    static FileStamp of(List<Path> files) {
        return new FileStamp(files.stream().map(FileStamp::stamp).toList());
    }

    private static String stamp(Path file) {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return found.lastModifiedTime() + " " + found.size() + " " + found.fileKey();
        } catch (IOException e) {
            return e.getClass().getSimpleName();
        }
    }
}
