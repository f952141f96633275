/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.tzdata;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder of tzdata's form that a test fills. */
public final class TzdataFolder {
    private final Path folder;

    public TzdataFolder(Path folder, String version) {
        this.folder = folder;
        write(
                "tzdata.zi",
                ("# version " + version + "\n# ddeps\nL Test/New Test/Old\n")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** A zone that goes by a POSIX rule for ever. */
    public TzdataFolder zone(String id, String rule) {
        return file(id, new TzifFile(2, new long[] {}, new int[] {}, new int[] {0}, rule).bytes());
    }

    public TzdataFolder file(String id, byte[] content) {
        write(id, content);
        return this;
    }

    private void write(String id, byte[] content) {
        try {
            Files.createDirectories(folder.resolve(id).getParent());
            Files.write(folder.resolve(id), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Tzdata data() {
        return TzdataSources.ofFolder(folder);
    }
}
