/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.arena;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/**
 * Ends the scheduler processes when this JVM is gone without having done so, as after kill -9 of it. A shell reads from a
 * pipe which processes there are; the kernel closes the pipe with the JVM, however that ends.
 */
final class Orphans {

    /** A process that has ended is taken off the list: its id may be another's by then. */
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

    private static final Orphans INSTANCE = new Orphans();

    private final OutputStream pipe;

    private Orphans() {
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
        INSTANCE.tell("+ " + process.pid());
        CompletableFuture<Void> unused = process.onExit().thenAccept(ended -> INSTANCE.tell("- " + ended.pid()));
    }

    private synchronized void tell(String line) {
        try {
            pipe.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            pipe.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the shell that watches over the scheduler processes is gone", e);
        }
    }
}
