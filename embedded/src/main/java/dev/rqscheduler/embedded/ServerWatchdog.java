/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Ends the server if this JVM exits without doing so: kill -9, the out-of-memory killer, Runtime.halt (which
 * is how Surefire ends a fork after a timeout). No shutdown hook runs then. A shell waits on a pipe from the JVM; the
 * kernel closes the pipe with the JVM, however that ends.
 */
final class ServerWatchdog {
    private static final String SCRIPT = """
            read -r _
            exec 2>/dev/null
            kill -TERM "$1"; kill -CONT "$1"
            n=0
            while kill -0 "$1" && [ $n -lt 50 ]; do sleep 0.1; n=$((n + 1)); done
            kill -KILL "$1"
            shift
            [ $# -eq 0 ] || rm -rf -- "$@"
            """;

    private final Process shell;

    private ServerWatchdog(Process shell) {
        this.shell = shell;
    }

    /** Starts watching the server {@code pid}; the folders are deleted after it ends. */
    static ServerWatchdog over(long pid, List<Path> folders) throws IOException {
        var words = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "redis-watchdog", Long.toString(pid)));
        folders.forEach(folder -> words.add(folder.toString()));
        var builder = new ProcessBuilder(ServerProcess.inOwnSession(RedisBinary.SearchPath.ofEnvironment(), words));
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD);
        return new ServerWatchdog(builder.start());
    }

    /** Stops watching the server. */
    void dismiss() {
        shell.destroyForcibly();
    }
}
