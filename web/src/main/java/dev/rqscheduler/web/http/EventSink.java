/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Writes server-sent events to a client. Used only on the stream's thread. */
public final class EventSink {

    /** Write timeout: a client that reads nothing for this long is gone, or tries to block the thread. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final OutputStream out;
    private final SlowPeerWatchdog watchdog;

    EventSink(OutputStream out, SlowPeerWatchdog watchdog) {
        this.out = out;
        this.watchdog = watchdog;
    }

    /**
     * Sends an event.
     *
     * @param id sent back by the client as {@code Last-Event-ID} when it reconnects
     * @param data one or more lines
     */
    public void send(String event, String id, String data) throws IOException {
        StringBuilder text = new StringBuilder();
        text.append("event: ").append(event).append("\nid: ").append(id).append('\n');
        data.lines().forEach(line -> text.append("data: ").append(line).append('\n'));
        write(text.append('\n').toString());
    }

    /** Sends a comment, to find out whether the client is still connected. */
    public void beat() throws IOException {
        write(": beat\n\n");
    }

    private void write(String text) throws IOException {
        SlowPeerWatchdog.Watch watch = watchdog.watch(PATIENCE);
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } finally {
            watch.close();
        }
    }
}
