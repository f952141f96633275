/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Where server-sent events go. Used on the stream's thread only. */
public final class EventSink {

    /** A reader that takes nothing for so long is gone, or wants to hold the thread. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final OutputStream out;
    private final Watchdog watchdog;

    EventSink(OutputStream out, Watchdog watchdog) {
        this.out = out;
        this.watchdog = watchdog;
    }

    /**
     * @param id for the reader's {@code Last-Event-ID} after a break
     * @param data one line or several
     */
    public void send(String event, String id, String data) throws IOException {
        StringBuilder text = new StringBuilder();
        text.append("event: ").append(event).append("\nid: ").append(id).append('\n');
        data.lines().forEach(line -> text.append("data: ").append(line).append('\n'));
        write(text.append('\n').toString());
    }

    /** Says nothing, which shows whether the reader is still there. */
    public void beat() throws IOException {
        write(": beat\n\n");
    }

    private void write(String text) throws IOException {
        Watchdog.Watch watch = watchdog.watch(PATIENCE);
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } finally {
            watch.close();
        }
    }
}
