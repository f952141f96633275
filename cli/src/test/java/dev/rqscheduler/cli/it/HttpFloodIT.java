/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.it;

import static dev.rqscheduler.cli.it.AttackedScheduler.BEARER;
import static dev.rqscheduler.cli.it.AttackedScheduler.FORM;
import static dev.rqscheduler.cli.it.AttackedScheduler.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Attacks on a scheduler that serves the page, by how much is sent and for how long; the scheduler still moves a job. */
class HttpFloodIT {

    @RegisterExtension
    private static final AttackedScheduler ATTACKED = new AttackedScheduler();

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        ATTACKED.start(folder);
    }

    @Test
    void aBodyOfTenMegabytes() {
        String body = "\"" + "x".repeat(10_000_000) + "\"";
        assertThat(ATTACKED.to("PUT /api/v1/schedules/big").body(JSON, body).answer())
                .startsWith("HTTP/1.1 401 ");
        assertThat(ATTACKED.to("PUT /api/v1/schedules/big")
                        .with("Authorization", BEARER)
                        .body(JSON, body)
                        .answer())
                .startsWith("HTTP/1.1 413 ");
        assertThat(ATTACKED.to("POST /login").body(FORM, "token=" + body).answer())
                .startsWith("HTTP/1.1 413 ");
    }

    @Test
    void headersAndALineOfAMegabyte() {
        for (RawRequest request : List.of(
                ATTACKED.to("GET /" + "x".repeat(1_000_000)),
                ATTACKED.to("GET /").with("X-Much", "x".repeat(1_000_000)))) {
            try {
                assertThat(request.answer()).doesNotContain(" 200 ");
            } catch (UncheckedIOException closed) {
                assertThat(closed.getCause()).hasMessageContaining("reset");
            }
        }
    }

    @Test
    void manyWhoSendSlowly() throws IOException {
        List<Socket> peers = new ArrayList<>();
        for (int i = 0; i < 90; i++) {
            peers.add(RawRequest.connect(ATTACKED.port()));
            peers.get(i)
                    .getOutputStream()
                    .write("GET /jobs HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(ATTACKED.to("GET /healthz").answer())
                .as("while they hold on")
                .startsWith("HTTP/1.1 200 ");
        ATTACKED.stillMovesAJob();
        for (Socket peer : peers) {
            try (peer) {
                assertThat(peer.getInputStream().read()).as("closed").isEqualTo(-1);
            } catch (SocketException reset) {
                assertThat(reset).hasMessageContaining("reset");
            }
        }
    }

    @Test
    void moreConnectionsThanThereAreFor() throws IOException {
        List<Socket> peers = new ArrayList<>();
        int closed = 0;
        for (int i = 0; i < 200; i++) {
            Socket peer = RawRequest.connect(ATTACKED.port());
            peers.add(peer);
        }
        for (Socket peer : peers) {
            peer.setSoTimeout(20);
            try (peer) {
                closed += peer.getInputStream().read() == -1 ? 1 : 0;
            } catch (SocketTimeoutException open) {
                assertThat(open).isNotNull();
            } catch (SocketException reset) {
                closed++;
            }
        }
        assertThat(closed).isGreaterThan(50);
        await().atMost(JarProcess.PATIENCE)
                .until(() -> ATTACKED.to("GET /healthz").answer().startsWith("HTTP/1.1 200 "));
    }
}
