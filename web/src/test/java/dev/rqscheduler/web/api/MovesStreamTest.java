/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.web.testing.TestSite;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The live stream of moves. */
class MovesStreamTest {

    @Test
    void openStream_onMove_receivesEvent() throws IOException {
        TestSite.redis().flushAll();
        try (TestSite site = TestSite.open();
                Socket socket = site.http.open()) {
            BufferedReader lines = stream(socket, "");
            assertThat(lines.readLine()).isEqualTo("HTTP/1.1 200 OK");
            site.scheduler()
                    .enqueueIn(
                            Duration.ZERO,
                            JobSpec.builder("f").id("told").queue("q").build());
            site.moveWhatIsDue();
            assertThat(dataOf("move", lines, 1))
                    .singleElement()
                    .asString()
                    .contains("\"number\":1", "\"what\":\"moved\"", "\"job\":\"told\"", "\"queue\":\"q\"");
        }
    }

    @Test
    void reconnectedStream_withLastEventId_resumesOrReportsGap() throws IOException {
        TestSite.redis().flushAll();
        try (TestSite site = TestSite.open()) {
            for (int i = 0; i < 300; i++) {
                site.scheduler()
                        .enqueueIn(
                                Duration.ZERO,
                                JobSpec.builder("f").id("job-" + i).build());
            }
            site.moveWhatIsDue();
            try (Socket socket = site.http.open()) {
                assertThat(dataOf("move", stream(socket, "Last-Event-ID: 298\r\n"), 2))
                        .satisfiesExactly(
                                first -> assertThat(first).contains("\"number\":299"),
                                second -> assertThat(second).contains("\"number\":300"));
            }
            try (Socket socket = site.http.open()) {
                assertThat(dataOf("gap", stream(socket, "Last-Event-ID: 4\r\n"), 1))
                        .containsExactly("{\"left_out\":40}");
            }
            assertThat(site.get("/api/v1/moves/recent?limit=3").body())
                    .contains("\"number\":298", "\"number\":300", "\"last\":300")
                    .doesNotContain("\"number\":297");
            assertThat(site.get("/api/v1/moves/last-hour").body()).contains("\"moved\":300");
        }
    }

    private static BufferedReader stream(Socket socket, String headers) throws IOException {
        socket.getOutputStream()
                .write(("GET /api/v1/moves HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Returns the data of the first {@code count} events of that name. */
    private static List<String> dataOf(String event, BufferedReader lines, int count) throws IOException {
        List<String> data = new ArrayList<>();
        String name = "";
        while (data.size() < count) {
            String line = String.valueOf(lines.readLine());
            if (line.startsWith("event: ")) {
                name = line.substring("event: ".length());
            } else if (line.startsWith("data: ") && name.equals(event)) {
                data.add(line.substring("data: ".length()));
            }
        }
        return data;
    }
}
