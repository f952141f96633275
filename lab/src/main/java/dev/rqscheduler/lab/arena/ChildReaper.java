/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.arena;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/**
 * Kills the scheduler processes if this JVM exits without having stopped them, for example after kill -9. A shell reads their
 * ids from a pipe, which the kernel closes when the JVM exits, however that happens.
 */
final class ChildReaper {

    /** A process that has exited is removed from the list: its id may be reused. */
    private static final String SCRIPT = """
            trap '' INT TERM HUP
            pids=' '
            while read -r sign pid; do
                case $sign in
                +) pids="$pids$pid " ;;
                -) pids="${pids%% $pid *} ${pids#* $pid }" ;;
                esac
            done
            for pid in $pids; do kill -KILL "$pid"; done 2>/dev/null
            """;

    private static final ChildReaper INSTANCE = new ChildReaper();

    private final OutputStream pipe;

    private ChildReaper() {
        try {
            pipe = new ProcessBuilder("/bin/sh", "-c", SCRIPT)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .getOutputStream();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run /bin/sh to watch over the scheduler processes", e);
        }
    }

    static void watch(Process process) {
        INSTANCE.send("+ " + process.pid());
        CompletableFuture<Void> unused = process.onExit().thenAccept(ended -> INSTANCE.send("- " + ended.pid()));
    }

    private synchronized void send(String line) {
        try {
            pipe.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            pipe.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the shell that watches over the scheduler processes is gone", e);
        }
    }
}
