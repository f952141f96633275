/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** Server-sent event streams. */
class StreamsTest {

    @Test
    void openStream_onEvents_receivesThemImmediately() throws IOException, InterruptedException {
        BlockingQueue<String> events = new LinkedBlockingQueue<>();
        try (TestEndpoint server = server(events);
                Socket reader = open(server)) {
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(reader.getInputStream(), StandardCharsets.UTF_8));
            events.put("one\ntwo");
            assertThat(nextEvent(lines)).containsExactly("event: word", "id: 7", "data: one", "data: two");
            events.put("three");
            assertThat(nextEvent(lines)).containsExactly("event: word", "id: 7", "data: three");
        }
    }

    @Test
    void streams_aboveLimit_areRefusedAndBlockNoRequests() throws IOException {
        BlockingQueue<String> events = new LinkedBlockingQueue<>();
        try (TestEndpoint server = server(events)) {
            List<Socket> readers = new ArrayList<>();
            for (int i = 0; i < ServerThreads.MOST_STREAMS; i++) {
                readers.add(open(server));
                assertThat(readers.get(i).getInputStream().read()).isEqualTo('H');
            }
            assertThat(server.http.send("GET /events")).satisfies(answer -> {
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.headers()).containsKey("retry-after");
            });
            assertThat(server.http.send("GET /open").status()).isEqualTo(200);
            for (Socket reader : readers) {
                reader.close();
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                events.put("is anybody there?");
                return server.http.send("HEAD /events").status() == 200 && streams() == 0;
            });
        }
    }

    private static long streams() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("http-stream"))
                .count();
    }

    private static TestEndpoint server(BlockingQueue<String> events) {
        return TestEndpoint.start(
                TestEndpoint.routes()
                        .get(
                                "/events",
                                request -> Response.events(sink -> {
                                    while (true) {
                                        sink.send("word", "7", events.take());
                                    }
                                })),
                TestEndpoint.policy(null, true),
                ServerLimits.STANDARD);
    }

    private static Socket open(TestEndpoint server) throws IOException {
        Socket socket = server.http.open();
        socket.getOutputStream()
                .write("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Returns the lines of the next event, without the chunk sizes in between. */
    private static List<String> nextEvent(BufferedReader lines) throws IOException {
        List<String> event = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("event:") || (!event.isEmpty() && !line.isEmpty())) {
                event.add(line);
            } else if (!event.isEmpty()) {
                return event;
            }
        }
        return event;
    }
}
