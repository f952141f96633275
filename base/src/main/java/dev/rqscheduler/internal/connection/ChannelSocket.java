/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.connection;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/**
 * A socket over a non-blocking channel, for two things that {@link Socket} cannot do: unix domain addresses, and a
 * check whether the other side has closed, at the cost of one system call and without blocking. Connecting, reading
 * and, unlike with {@link Socket}, writing end at the timeout. As there, an interrupt ends none of them.
 *
 * <p>One thread may read while another writes or closes. Only what Jedis and the JDK's TLS call is supported.
 */
final class ChannelSocket extends Socket {

    /** Java copies what it writes to a buffer outside of the heap, which it keeps for the thread. */
    private static final int MAX_WRITE = 64 * 1024;

    private final SocketChannel channel;
    private final Readiness readable;
    private final Readiness writable;
    private volatile int timeoutMillis;

    private ChannelSocket(SocketChannel channel, int timeoutMillis) throws IOException {
        super((SocketImpl) null);
        this.channel = channel;
        this.timeoutMillis = timeoutMillis;
        channel.configureBlocking(false);
        this.readable = new Readiness(channel, SelectionKey.OP_READ);
        this.writable = new Readiness(channel, SelectionKey.OP_WRITE);
    }

    /** @param timeoutMillis for the connection, and then for each read and write; 1 or more */
    static ChannelSocket connectedTo(SocketAddress address, int timeoutMillis) throws IOException {
        boolean unix = address instanceof UnixDomainSocketAddress;
        SocketChannel channel = unix ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open();
        boolean connected = false;
        try {
            if (!unix) {
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                keepAlive(channel);
            }
            channel.configureBlocking(false);
            if (!channel.connect(address)) {
                try (Readiness connectable = new Readiness(channel, SelectionKey.OP_CONNECT)) {
                    do {
                        connectable.await(timeoutMillis, "connect");
                    } while (!channel.finishConnect());
                }
            }
            ChannelSocket socket = new ChannelSocket(channel, timeoutMillis);
            connected = true;
            return socket;
        } finally {
            if (!connected) {
                channel.close();
            }
        }
    }

    /**
     * Lets the kernel detect within some 90 seconds that the other side of an idle connection is silently gone (a host
     * that lost power, a firewall that dropped its state), without spending a command on it. The usual kernel default
     * is 2 hours.
     */
    static void keepAlive(SocketChannel channel) throws IOException {
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        if (channel.supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE)) {
            channel.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, 60);
            channel.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, 10);
            channel.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, 3);
        }
    }

    /**
     * Returns whether this connection is finished: the other side has closed it, or has sent something unrequested (a
     * TLS close, an error before it closes). Only for a connection without an outstanding reply.
     */
    boolean isOver() {
        try {
            return channel.read(ByteBuffer.allocate(1)) != 0;
        } catch (IOException e) {
            return true;
        }
    }

    private int read(byte[] bytes, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, from, length);
            int count = channel.read(buffer);
            while (count == 0) {
                readable.await(timeoutMillis, "read");
                count = channel.read(buffer);
            }
            return count;
        } catch (ClosedChannelException e) {
            throw closed(e);
        }
    }

    private void write(byte[] bytes, int from, int length) throws IOException {
        try {
            int at = from;
            while (at < from + length) {
                int count = channel.write(ByteBuffer.wrap(bytes, at, Math.min(MAX_WRITE, from + length - at)));
                at += count;
                if (count == 0) {
                    writable.await(timeoutMillis, "write");
                }
            }
        } catch (ClosedChannelException e) {
            throw closed(e);
        }
    }

    private static SocketException closed(@Nullable Throwable cause) {
        SocketException closed = new SocketException("Socket closed");
        closed.initCause(cause);
        return closed;
    }

    @Override
    public InputStream getInputStream() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                return ChannelSocket.this.read(bytes, from, length);
            }

            @Override
            public void close() throws IOException {
                ChannelSocket.this.close();
            }
        };
    }

    @Override
    public OutputStream getOutputStream() {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                ChannelSocket.this.write(bytes, from, length);
            }

            @Override
            public void close() throws IOException {
                ChannelSocket.this.close();
            }
        };
    }

    /** 0 waits forever, as with {@link Socket}: a subscription does. */
    @Override
    public synchronized void setSoTimeout(int millis) {
        timeoutMillis = millis;
    }

    @Override
    public synchronized int getSoTimeout() {
        return timeoutMillis;
    }

    @Override
    public synchronized void close() throws IOException {
        // The channel first, so that a woken thread finds it closed.
        channel.close();
        readable.close();
        writable.close();
    }

    @Override
    public void shutdownInput() throws IOException {
        channel.shutdownInput();
    }

    @Override
    public void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public boolean isBound() {
        return true;
    }

    @Override
    public boolean isConnected() {
        return channel.isConnected();
    }

    @Override
    public boolean isClosed() {
        return !channel.isOpen();
    }

    /** Not set; the JDK's TLS reads it before it closes. */
    @Override
    public int getSoLinger() {
        return -1;
    }

    @Override
    public String toString() {
        return channel.toString();
    }

    /** Waits for one kind of readiness of one channel. Nothing is opened before the first wait. */
    private static final class Readiness implements AutoCloseable {

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
    }
}
