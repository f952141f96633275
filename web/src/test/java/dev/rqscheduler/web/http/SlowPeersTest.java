/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rqscheduler.web.testing.RawHttp;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that send or read slowly, to exhaust threads and connections. */
class SlowPeersTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void unfinishedHeaders_afterTimeout_areDisconnected() throws IOException {
        try (TestEndpoint server = slowServer()) {
            List<Socket> peers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                peers.add(sent(server, "GET /open HTTP/1.1\r\nHost: local"));
            }
            assertThat(server.http.send("GET /open").status()).isEqualTo(200);
            awaitClosed(peers);
            assertThat(server.http.send("GET /open").status()).isEqualTo(200);
        }
    }

    @Test
    void unfinishedBodies_afterTimeout_areDisconnected() throws IOException {
        try (TestEndpoint server = slowServer()) {
            List<Socket> peers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                peers.add(sent(
                        server,
                        "POST /things/7 HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + TestEndpoint.TOKEN
                                + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"));
            }
            assertThat(server.http.send("GET /open").status()).isEqualTo(200);
            awaitClosed(peers);
        }
    }

    /** Otherwise they would occupy all 100 threads and leave none for health checks. */
    @ParameterizedTest
    @ValueSource(strings = {"POST /login", "POST /things/7", "GET /things/7", "POST /nothing"})
    void slowBodiesWithoutToken_inLargeNumber_occupyFewThreads(String line) throws IOException {
        ServerLimits patience = new ServerLimits(LONG, LONG, LONG, LONG);
        List<Socket> peers = new ArrayList<>();
        try (TestEndpoint server = TestEndpoint.start(TestEndpoint.routes(), policy(), patience)) {
            for (int i = 0; i < 120; i++) {
                peers.add(sent(
                        server,
                        line + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                                + "Content-Length: 1000\r\n\r\ntoken="));
            }
            await().atMost(LONG).until(() -> threadsIn("Bodies.") == Bodies.STRANGERS);
            assertThat(server.http.send("GET /open").status()).isEqualTo(200);
            assertThat(server.http.send("GET /things/7").status()).isEqualTo(200);
            assertThat(threadsIn("Bodies.")).isEqualTo(Bodies.STRANGERS);
        } finally {
            for (Socket peer : peers) {
                peer.close();
            }
        }
    }

    @Test
    void slowBodiesWithoutToken_afterTimeout_areDisconnected() throws IOException {
        ServerLimits patience = new ServerLimits(LONG, Duration.ofMinutes(5), Duration.ofMillis(300), LONG);
        try (TestEndpoint server = TestEndpoint.start(TestEndpoint.routes(), policy(), patience)) {
            List<Socket> peers = new ArrayList<>();
            for (int i = 0; i < Bodies.STRANGERS; i++) {
                peers.add(sent(
                        server,
                        "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                                + "Content-Length: 1000\r\n\r\ntoken="));
            }
            awaitClosed(peers);
            assertThat(server.http
                            .sendBody(
                                    "POST /login",
                                    "token=" + TestEndpoint.TOKEN,
                                    "Content-Type: application/x-www-form-urlencoded")
                            .status())
                    .isEqualTo(303);
        }
    }

    @Test
    void responseNotRead_afterTimeout_isDisconnected() throws IOException {
        byte[] much = new byte[50_000_000];
        Routes.Builder routes = TestEndpoint.routes().get("/much", request -> Response.bytes(200, "text/plain", much));
        try (TestEndpoint server = TestEndpoint.start(routes, policy(), TestEndpoint.shortly());
                Socket peer = sent(server, "GET /much HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
            await().atMost(LONG).until(() -> threads("http") == 0);
            assertThat(peer.getInputStream().readAllBytes().length).isLessThan(much.length);
            assertThat(server.http.send("GET /open").status()).isEqualTo(200);
        } catch (IOException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
    }

    @Test
    void tooManyRequests_whileHandlersAreBusy_areRefusedExceptHealthChecks() throws IOException {
        CountDownLatch busy = new CountDownLatch(8);
        CountDownLatch end = new CountDownLatch(1);
        Routes.Builder routes = TestEndpoint.routes().get("/work", request -> {
            busy.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Response.text(200, "done");
        });
        ServerLimits patience = new ServerLimits(LONG, LONG, LONG, Duration.ofMillis(50));
        try (TestEndpoint server = TestEndpoint.start(routes, policy(), patience)) {
            List<Socket> peers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                peers.add(sent(server, "GET /work HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
            }
            await().atMost(LONG).until(() -> busy.getCount() == 0);
            assertThat(server.http.send("GET /things/7").status()).isEqualTo(503);
            assertThat(server.http.send("GET /open").status()).isEqualTo(200);
            end.countDown();
            for (Socket peer : peers) {
                try (peer) {
                    assertThat(new String(peer.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                            .endsWith("done");
                }
            }
            assertThat(server.http.send("GET /things/7").status()).isEqualTo(200);
        }
    }

    @Test
    void endlessHeaders_aboveLimit_areDisconnected() throws IOException {
        try (TestEndpoint server = slowServer();
                Socket peer = sent(server, "GET /open HTTP/1.1\r\nHost: localhost\r\n")) {
            byte[] header = ("X-Pad: " + "x".repeat(1_000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            int sent = 0;
            try {
                for (; sent < 100_000; sent++) {
                    peer.getOutputStream().write(header);
                }
            } catch (IOException closed) {
                assertThat(closed).isNotNull();
            }
            assertThat(sent).isLessThan(100_000);
        }
    }

    private static TestEndpoint slowServer() {
        return TestEndpoint.start(TestEndpoint.routes(), policy(), TestEndpoint.shortly());
    }

    private static Guard.Policy policy() {
        return TestEndpoint.policy(new AccessToken(TestEndpoint.TOKEN), true);
    }

    private static Socket sent(TestEndpoint server, String text) throws IOException {
        RawHttp http = server.http;
        Socket socket = http.open();
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    private static void awaitClosed(List<Socket> peers) throws IOException {
        for (Socket peer : peers) {
            try (peer) {
                assertThat(new String(peer.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                        .doesNotContain("200 OK");
            } catch (IOException reset) {
                assertThat(reset).hasMessageContaining("reset");
            }
        }
    }

    private static long threadsIn(String code) {
        return Thread.getAllStackTraces().values().stream()
                .filter(stack -> List.of(stack).toString().contains("http." + code))
                .count();
    }

    private static long threads(String name) {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().equals(name))
                .filter(thread ->
                        List.of(thread.getValue()).toString().contains(ResponseSender.class.getSimpleName() + ".send"))
                .count();
    }
}
