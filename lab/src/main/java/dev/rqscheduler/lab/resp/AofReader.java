/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.resp;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads an append-only file step by step. Not thread-safe.
 *
 * <p>The file is better evidence than anything observed through a connection: it has each write that took effect, in the order
 * in which Redis executed them, grouped by script or transaction, and it survives kill -9 of the server. It does not depend on
 * what a scheduler reports about itself.
 */
public final class AofReader implements Closeable {

    private final InputStream in;
    private final CommandReader reader;
    private long steps;
    private boolean truncated;

    private AofReader(InputStream in) {
        this.in = in;
        this.reader = new CommandReader(in);
    }

    /**
     * Opens the append-only file of a stopped server.
     *
     * @throws IOException if there is none, or if it does not have all writes since the start
     */
    public static AofReader of(Path dataFolder) throws IOException {
        return new AofReader(AofFiles.open(dataFolder));
    }

    /**
     * Returns the next step, or null at the end. An incomplete step at the end never took effect: Redis drops it on start.
     *
     * @throws IOException if this is not an append-only file of database 0
     */
    public @Nullable AofStep next() throws IOException {
        try {
            RespCommand command = nextWrite();
            if (command == null) {
                return null;
            }
            return new AofStep(++steps, isCommand(command, "MULTI") ? group() : List.of(command));
        } catch (EOFException e) {
            truncated = true;
            return null;
        }
    }

    /** Skips SELECT, which stands before a group (Redis 7.0) or is the first command inside it (Redis 8, Valkey). */
    private @Nullable RespCommand nextWrite() throws IOException {
        RespCommand command = reader.next();
        while (command != null && isCommand(command, "SELECT")) {
            if (!command.text(1).equals("0")) {
                throw new IOException("a write to database " + command.text(1));
            }
            command = reader.next();
        }
        return command;
    }

    private List<RespCommand> group() throws IOException {
        List<RespCommand> commands = new ArrayList<>();
        RespCommand command = nextWrite();
        while (command != null && !isCommand(command, "EXEC")) {
            commands.add(command);
            command = nextWrite();
        }
        if (command == null) {
            throw new EOFException("the file ends within a group");
        }
        return commands;
    }

    /** Whether the last step was incomplete; known at the end. */
    public boolean truncated() {
        return truncated;
    }

    private static boolean isCommand(RespCommand command, String name) {
        return command.name().equals(name);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
