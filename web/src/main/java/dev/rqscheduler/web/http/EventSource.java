/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import java.io.IOException;

/** What a stream of server-sent events is made of. */
@FunctionalInterface
public interface EventSource {

    /**
     * Sends events until there are no more; runs on a thread of its own. When the reader is gone, sending fails.
     *
     * @throws InterruptedException when the server stops
     */
    void run(EventSink sink) throws IOException, InterruptedException;
}
