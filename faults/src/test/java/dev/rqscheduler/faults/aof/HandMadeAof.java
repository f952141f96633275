/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.aof;

import dev.rqscheduler.faults.resp.Command;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An append-only file written by hand, for tests of those who read it. */
public final class HandMadeAof {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    public HandMadeAof() {
        write("SELECT", "0");
    }

    public HandMadeAof write(String... words) {
        bytes.writeBytes(Command.of(words).encoded());
        return this;
    }

    /** Each command as its words in one text, between MULTI and EXEC. */
    public HandMadeAof step(String... commands) {
        write("MULTI");
        for (String command : commands) {
            write(command.split(" "));
        }
        return write("EXEC");
    }

    public HandMadeAof raw(byte[] more) {
        bytes.writeBytes(more);
        return this;
    }

    public byte[] bytes() {
        return bytes.toByteArray();
    }

    /** As Redis 6 keeps it. */
    public Path in(Path folder) throws IOException {
        Files.write(folder.resolve("appendonly.aof"), bytes());
        return folder;
    }
}
