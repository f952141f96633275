/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.output;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a command runs: all that it reads and writes besides Redis and the files it is told of. Handed in, so that a test
 * can run any command within its own JVM.
 *
 * @param env environment variables
 * @param out results
 * @param err log and errors
 * @param clock this machine's clock; only for what has no Redis to ask
 */
public record Console(Map<String, String> env, PrintStream out, PrintStream err, InstantSource clock) {

    private static final int BUFFER = 1 << 14;

    /** This process's own. */
    public static Console ofProcess() {
        return new Console(System.getenv(), standardOutput(), System.err, InstantSource.system());
    }

    /** An environment variable that is there and not empty. */
    public @Nullable String variable(String name) {
        String value = env.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /** One line on stderr, in the form of every message of this command. */
    public void say(String message) {
        out.flush();
        err.println("rqscheduler: " + message);
        err.flush();
    }

    /** Whether the reader of the results has gone, as {@code head} does. */
    public boolean readerIsGone() {
        return out.checkError();
    }

    private static PrintStream standardOutput() {
        // System.out is written to around: it hides that the reader has gone, and makes each line a system call of its
        // own.
        // UTF-8, as JSON has it, whatever the locale.
        OutputStream stream = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER);
        return new PrintStream(stream, false, StandardCharsets.UTF_8);
    }
}
