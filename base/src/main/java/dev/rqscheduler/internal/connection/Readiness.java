/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.connection;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Waits for one kind of readiness of one channel. Nothing is opened before the first wait. */
final class Readiness implements AutoCloseable {

    private final SocketChannel channel;
    private final int operation;
    private @Nullable Selector selector;
    private boolean closed;

    Readiness(SocketChannel channel, int operation) {
        this.channel = channel;
        this.operation = operation;
    }

    /**
     * Returns when it is worth trying again. An interrupt does not end the wait, but remains set for the caller.
     *
     * @param timeoutMillis 0 waits forever
     * @param what for the message
     * @throws SocketTimeoutException at the timeout
     * @throws SocketException if the channel is closed meanwhile
     */
    void await(int timeoutMillis, String what) throws IOException {
        long start = System.nanoTime();
        boolean interrupted = false;
        try {
            Selector waiting = selector();
            while (waiting.isOpen()) {
                long rest = 0;
                if (timeoutMillis > 0) {
                    long waited = System.nanoTime() - start;
                    rest = timeoutMillis - TimeUnit.NANOSECONDS.toMillis(waited);
                    if (rest <= 0) {
                        throw new SocketTimeoutException(what + " timed out after " + timeoutMillis + " ms");
                    }
                }
                if (waiting.select(rest) > 0) {
                    waiting.selectedKeys().clear();
                    return;
                }
                interrupted |= Thread.interrupted();
            }
        } catch (ClosedSelectorException e) {
            throw closed(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        throw closed(null);
    }

    private synchronized Selector selector() throws IOException {
        if (closed) {
            throw closed(null);
        }
        if (selector == null) {
            selector = Selector.open();
            channel.register(selector, operation);
        }
        return selector;
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (selector != null) {
            selector.close();
        }
    }

    private static SocketException closed(@Nullable Throwable cause) {
        SocketException closed = new SocketException("Socket closed");
        closed.initCause(cause);
        return closed;
    }
}
