/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import java.io.IOException;

/** Produces a stream of server-sent events. */
@FunctionalInterface
public interface EventSource {

    /**
     * Sends events until there are no more. Runs on its own thread. Sending fails once the client has disconnected.
     *
     * @throws InterruptedException when the server stops
     */
    void run(EventSink sink) throws IOException, InterruptedException;
}
