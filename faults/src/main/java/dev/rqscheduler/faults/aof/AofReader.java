/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.aof;

import dev.rqscheduler.faults.resp.Command;
import dev.rqscheduler.faults.resp.CommandReader;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads an append-only file step by step. Not thread-safe.
 *
 * <p>The file is a better witness than any observer with a connection: it has each write that took effect, in the one order
 * in which Redis executed them, with those that belong together in one group, and it survives kill -9 of the server. It is
 * independent of what a scheduler says about itself.
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

    /** The append-only file of a server that has ended. */
    public static AofReader of(Path dataFolder) throws IOException {
        List<InputStream> parts = new ArrayList<>();
        for (Path part : AofFiles.in(dataFolder)) {
            InputStream in = new BufferedInputStream(Files.newInputStream(part));
            parts.add(in);
            Snapshot.skip(in, part.toString());
        }
        return new AofReader(new SequenceInputStream(Collections.enumeration(parts)));
    }

    /**
     * @return null at the end; a step that is not whole there never took effect, since Redis cuts it off when it starts
     * @throws IOException if it is no append-only file of database 0
     */
    public @Nullable Step next() throws IOException {
        try {
            Command command = nextWrite();
            if (command == null) {
                return null;
            }
            return new Step(++steps, isOrder(command, "MULTI") ? group() : List.of(command));
        } catch (EOFException e) {
            truncated = true;
            return null;
        }
    }

    /** Which database the next writes are to is said before a group (Redis 7.0) or as the first within one (Redis 8, Valkey). */
    private @Nullable Command nextWrite() throws IOException {
        Command command = reader.next();
        while (command != null && isOrder(command, "SELECT")) {
            if (!command.text(1).equals("0")) {
                throw new IOException("a write to database " + command.text(1));
            }
            command = reader.next();
        }
        return command;
    }

    private List<Command> group() throws IOException {
        List<Command> commands = new ArrayList<>();
        Command command = nextWrite();
        while (command != null && !isOrder(command, "EXEC")) {
            commands.add(command);
            command = nextWrite();
        }
        if (command == null) {
            throw new EOFException("the file ends within a group");
        }
        return commands;
    }

    /** Whether the last step was not whole; known at the end. */
    public boolean truncated() {
        return truncated;
    }

    private static boolean isOrder(Command command, String name) {
        return command.name().equals(name);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
