/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.daemon;

import dev.rqscheduler.cli.failure.FailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that holds this process's id for as long as it runs. */
final class PidFile implements AutoCloseable {

    private final Path file;
    private final String pid = Long.toString(ProcessHandle.current().pid());

    private PidFile(Path file) {
        this.file = file;
    }

    /**
     * @throws FailedException if it cannot be written
     */
    static PidFile write(Path file) {
        PidFile written = new PidFile(file);
        try {
            // Without an end of line, as Python's writes it.
            Files.writeString(file, written.pid);
            return written;
        } catch (IOException e) {
            throw new FailedException("cannot write the process id to " + file + ": " + e, e);
        }
    }

    /** Removes the file, unless another process has written its own id meanwhile. */
    @Override
    public void close() {
        try {
            if (Files.readString(file).equals(pid)) {
                Files.delete(file);
            }
        } catch (IOException e) {
            return; // someone else removed it, which is fine
        }
    }
}
