/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.resp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A handwritten append-only file, for tests of its readers. */
public final class HandMadeAof {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    public HandMadeAof() {
        write("SELECT", "0");
    }

    public HandMadeAof write(String... words) {
        bytes.writeBytes(RespCommand.of(words).encoded());
        return this;
    }

    /** Writes commands, each a string of words, between MULTI and EXEC. */
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

    /** Saves the file as Redis 6 does. */
    public Path in(Path folder) throws IOException {
        Files.write(folder.resolve("appendonly.aof"), bytes());
        return folder;
    }
}
