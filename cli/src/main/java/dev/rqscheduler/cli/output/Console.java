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
 * A command's environment: everything it reads and writes other than Redis and given files. Injected, so that a test
 * can run any command within its own JVM.
 *
 * @param env environment variables
 * @param out results
 * @param err log and errors
 * @param clock this machine's clock; only where there is no Redis
 */
public record Console(Map<String, String> env, PrintStream out, PrintStream err, InstantSource clock) {

    private static final int BUFFER = 1 << 14;

    /** Returns this process's console. */
    public static Console ofProcess() {
        return new Console(System.getenv(), standardOutput(), System.err, InstantSource.system());
    }

    /** Returns an environment variable; null if unset or empty. */
    public @Nullable String variable(String name) {
        String value = env.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /** Prints one line on stderr, in the standard form of this command's messages. */
    public void say(String message) {
        out.flush();
        err.println("rqscheduler: " + message);
        err.flush();
    }

    /** Returns whether the reader of the output has gone, as with {@code head}. */
    public boolean readerIsGone() {
        return out.checkError();
    }

    private static PrintStream standardOutput() {
        // Bypasses System.out, which hides that the reader has gone and makes each line a separate system call.
        // UTF-8, as JSON has it, whatever the locale.
        OutputStream stream = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER);
        return new PrintStream(stream, false, StandardCharsets.UTF_8);
    }
}
