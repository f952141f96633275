/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The socket under every connection: its waits end, and it knows when the other side has closed. */
class ChannelSocketTest {

    private static final int SHORT = 50;
    private static final int LONG = 30_000;

    enum Kind {
        TCP,
        UNIX
    }

    @TempDir
    private static Path folder = Path.of("");

    private interface Conversation {
        void hold(ChannelSocket socket, SocketChannel peer) throws Exception;
    }

    private static void connected(Kind kind, int timeoutMillis, Conversation conversation) throws Exception {
        boolean unix = kind == Kind.UNIX;
        Path path = folder.resolve("s" + System.nanoTime());
        try (ServerSocketChannel server =
                unix ? ServerSocketChannel.open(StandardProtocolFamily.UNIX) : ServerSocketChannel.open()) {
            SocketAddress any = unix
                    ? UnixDomainSocketAddress.of(path)
                    : new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            server.bind(any);
            try (ChannelSocket socket = ChannelSocket.connectedTo(server.getLocalAddress(), timeoutMillis);
                    SocketChannel peer = server.accept()) {
                conversation.hold(socket, peer);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void carriesEveryByteBothWays(Kind kind) throws Exception {
        long seed = new Random().nextLong();
        byte[] sent = new byte[3_000_000];
        new Random(seed).nextBytes(sent);
        connected(kind, LONG, (socket, peer) -> {
            CompletableFuture<byte[]> echoed = CompletableFuture.supplyAsync(() -> {
                try {
                    return socket.getInputStream().readNBytes(sent.length);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            Thread echo = new Thread(() -> {
                try {
                    InputStream in = Channels.newInputStream(peer);
                    OutputStream out = Channels.newOutputStream(peer);
                    in.transferTo(out);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            echo.setDaemon(true);
            echo.start();
            socket.getOutputStream().write(sent);
            assertThat(echoed.get()).as("seed " + seed).isEqualTo(sent);
        });
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aSilentPeerEndsARead(Kind kind) throws Exception {
        connected(kind, SHORT, (socket, peer) -> {
            assertThatThrownBy(() -> socket.getInputStream().read())
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessage("read timed out after 50 ms");
            assertThat(socket.isOver()).isFalse();
        });
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aPeerThatReadsNothingEndsAWrite(Kind kind) throws Exception {
        connected(
                kind,
                SHORT,
                (socket, peer) -> assertThatThrownBy(
                                () -> socket.getOutputStream().write(new byte[50_000_000]))
                        .isInstanceOf(SocketTimeoutException.class)
                        .hasMessage("write timed out after 50 ms"));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void isOverWhenThePeerHasClosed(Kind kind) throws Exception {
        connected(kind, LONG, (socket, peer) -> {
            assertThat(socket.isOver()).isFalse();
            peer.close();
            Awaitility.await().until(socket::isOver);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        });
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void isOverWhenThePeerSaysWhatNobodyAsked(Kind kind) throws Exception {
        connected(kind, LONG, (socket, peer) -> {
            peer.write(ByteBuffer.wrap(new byte[] {'-'}));
            Awaitility.await().until(socket::isOver);
        });
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void anInterruptNeitherBreaksItNorIsLost(Kind kind) throws Exception {
        connected(kind, LONG, (socket, peer) -> {
            CountDownLatch reading = new CountDownLatch(1);
            CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
            Thread reader = new Thread(() -> {
                try {
                    Thread.currentThread().interrupt();
                    reading.countDown();
                    int got = socket.getInputStream().read();
                    interrupted.complete(got == 'x' && Thread.currentThread().isInterrupted());
                } catch (IOException e) {
                    interrupted.completeExceptionally(e);
                }
            });
            reader.start();
            reading.await();
            reader.interrupt();
            peer.write(ByteBuffer.wrap(new byte[] {'x'}));
            assertThat(interrupted.get()).isTrue();
            assertThat(socket.isClosed()).isFalse();
        });
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void closingItWakesWhoReads(Kind kind) throws Exception {
        connected(kind, 0, (socket, peer) -> {
            CompletableFuture<Throwable> end = new CompletableFuture<>();
            Thread reader = new Thread(() -> {
                try {
                    socket.getInputStream().read();
                    end.complete(new AssertionError("it went on"));
                } catch (IOException e) {
                    end.complete(e);
                }
            });
            reader.start();
            Awaitility.await()
                    .until(() -> Arrays.stream(reader.getStackTrace())
                            .anyMatch(frame -> frame.getMethodName().equals("select")));
            socket.close();
            assertThat(end.get()).isInstanceOf(SocketException.class).hasMessage("Socket closed");
            assertThat(socket.isClosed()).isTrue();
            assertThat(socket.isOver()).isTrue();
        });
    }

    @Test
    void aPortWithoutAServerRefuses() throws IOException {
        SocketAddress nobody;
        try (ServerSocket former = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = former.getLocalSocketAddress();
        }
        assertThatThrownBy(() -> ChannelSocket.connectedTo(nobody, LONG)).hasMessageContaining("refused");
    }

    @Test
    void aFullQueueOfConnectionsEndsAConnect() throws IOException {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 10_000; i++) {
                            ChannelSocket.connectedTo(full.getLocalSocketAddress(), SHORT);
                        }
                    })
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessage("connect timed out after 50 ms");
        }
    }

    @Test
    void aPathWithoutASocketSaysSo() {
        assertThatThrownBy(() -> ChannelSocket.connectedTo(UnixDomainSocketAddress.of(folder.resolve("nothing")), LONG))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No such file");
    }

    @Test
    void theKernelWatchesOverIdleConnections() throws Exception {
        try (SocketChannel channel = SocketChannel.open()) {
            ChannelSocket.keepAlive(channel);
            assertThat(channel.getOption(StandardSocketOptions.SO_KEEPALIVE)).isTrue();
        }
    }
}
