/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rqscheduler.Scheduler;
import dev.rqscheduler.cli.PrivateRedis;
import dev.rqscheduler.job.JobSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks on a scheduler that serves the page: each is refused, and after each the scheduler still moves a job. */
class HttpSecurityIT {

    private static final String TOKEN = "the-token-of-this-test-0123456789";
    private static final String BEARER = "Bearer " + TOKEN;
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";
    private static final String SCRIPT = "<script>alert(document.cookie)</script>";
    private static final Pattern SERVING = Pattern.compile("serving at http://127\\.0\\.0\\.1:([0-9]+)");

    private static final PrivateRedis REDIS = new PrivateRedis();

    @TempDir
    private static Path folder = Path.of("");

    private static JarProcess daemon;
    private static Scheduler scheduler;
    private static int port;

    @BeforeAll
    static void start() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), TOKEN + "\n");
        daemon = JarProcess.start(folder, "-u", REDIS.url(), "--http", "0", "--http-token-file", file.toString(), "-v");
        daemon.awaitLeading();
        Matcher serving = SERVING.matcher(daemon.err());
        assertThat(serving.find()).as(daemon.err()).isTrue();
        port = Integer.parseInt(serving.group(1));
        scheduler = REDIS.scheduler();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        scheduler.close();
        daemon.signal("TERM");
        assertThat(daemon.awaitExit()).as(daemon.err()).isZero();
        assertThat(daemon.err()).doesNotContain(TOKEN);
        daemon.close();
        REDIS.close();
    }

    @BeforeEach
    void victim() {
        scheduler.enqueueAt(
                Instant.parse("2090-01-01T00:00:00Z"),
                JobSpec.builder("shop.jobs.pay")
                        .id("victim")
                        .args(SCRIPT)
                        .description(SCRIPT)
                        .build());
    }

    @AfterEach
    void itStillMovesAJob() {
        assertThat(scheduler.contains("victim")).as("nothing was changed").isTrue();
        String id = "after-" + UUID.randomUUID();
        scheduler.enqueueIn(
                Duration.ZERO, JobSpec.builder("f").id(id).queue("moved").build());
        await().atMost(JarProcess.PATIENCE)
                .until(() -> REDIS.client().lrange("rq:queue:moved", -1, -1).contains(id));
        assertThat(to("GET /healthz").answer()).startsWith("HTTP/1.1 200 ");
    }

    private static RawRequest to(String line) {
        return RawRequest.to(port, line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /api/v1/jobs/victim/cancel",
                "POST /api/v1/jobs/victim/enqueue",
                "POST /jobs/victim/cancel",
                "DELETE /api/v1/quarantine/x"
            })
    void aChangeWithoutTheTokenOrWithAWrongOne(String line) {
        assertThat(to(line).answer()).startsWith("HTTP/1.1 401 ");
        assertThat(to(line).with("Authorization", "Bearer the-token-of-this-test-012345678X")
                        .answer())
                .startsWith("HTTP/1.1 401 ");
        assertThat(to(line + "?token=" + TOKEN).answer()).startsWith("HTTP/1.1 401 ");
        String cookie = "rqscheduler_session_" + port + "=" + TOKEN;
        assertThat(to(line).with("Cookie", cookie).answer()).startsWith("HTTP/1.1 401 ");
    }

    @Test
    void aFormOfAnotherSiteEvenInTheBrowserOfSomebodyWhoIsLoggedIn() {
        String login = to("POST /login")
                .body(FORM, "token=" + TOKEN)
                .with("Origin", "http://127.0.0.1:" + port)
                .answer();
        assertThat(login).startsWith("HTTP/1.1 303 ").contains("HttpOnly", "SameSite=Strict");
        String cookie = login.replaceAll("(?s).*Set-cookie: ([^;]+);.*", "$1");
        assertThat(cookie).startsWith("rqscheduler_session_" + port + "=");
        for (String path : List.of("/jobs/victim/cancel", "/api/v1/jobs/victim/cancel")) {
            assertThat(to("POST " + path)
                            .body(FORM, "a=b")
                            .with("Cookie", cookie)
                            .with("Origin", "https://evil.example")
                            .answer())
                    .startsWith("HTTP/1.1 403 ")
                    .contains("another site");
            assertThat(to("POST " + path)
                            .body(FORM, "a=b")
                            .with("Cookie", cookie)
                            .with("Sec-Fetch-Site", "cross-site")
                            .answer())
                    .startsWith("HTTP/1.1 403 ");
            assertThat(to("POST " + path)
                            .body("text/plain", "{\"a\":1}")
                            .with("Cookie", cookie)
                            .answer())
                    .startsWith("HTTP/1.1 415 ");
            assertThat(to("POST " + path)
                            .body(FORM, "a=b")
                            .with("Cookie", cookie)
                            .answer())
                    .as("an old browser that sends no origin")
                    .startsWith("HTTP/1.1 403 ");
        }
        assertThat(to("OPTIONS /api/v1/jobs/victim/cancel")
                        .with("Origin", "https://evil.example")
                        .with("Access-Control-Request-Method", "POST")
                        .answer())
                .startsWith("HTTP/1.1 405 ")
                .doesNotContainIgnoringCase("Access-Control");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rebound.evil.example", "127.0.0.1.evil.example:80", "10.0.0.1"})
    void aNameThatSomebodyElseHasPointToThisMachine(String host) {
        assertThat(to("GET /api/v1/jobs").with("Host", host).answer())
                .startsWith("HTTP/1.1 421 ")
                .doesNotContain("victim");
        assertThat(to("POST /api/v1/jobs/victim/cancel")
                        .with("Host", host)
                        .with("Origin", "http://" + host)
                        .with("Authorization", BEARER)
                        .answer())
                .startsWith("HTTP/1.1 421 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../../../../etc/passwd",
                "/assets/../../../../etc/passwd",
                "/assets/%2e%2e/%2e%2e/etc/passwd",
                "/assets/00000000000000000000/..%2f..%2f..%2fetc%2fpasswd",
                "/assets/00000000000000000000/..%5c..%5cetc%5cpasswd",
                "//etc/passwd",
                "/%00/etc/passwd",
                "/jobs/..",
                "/api/v1/jobs/victim/../victim",
                "/assets/00000000000000000000/page.css%00.png",
                "/META-INF/MANIFEST.MF"
            })
    void tricksWithPaths(String path) {
        assertThat(to("GET " + path).answer())
                .containsPattern("^HTTP/1.1 (400|404) ")
                .doesNotContain("root:")
                .doesNotContain("Manifest-Version");
        assertThat(to("DELETE " + path).with("Authorization", BEARER).answer())
                .containsPattern("^HTTP/1.1 (400|404|405) ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/jobs",
                "/jobs/victim",
                "/jobs?id=" + "%3Cscript%3Ealert(document.cookie)%3C/script%3E",
                "/login?next=%22%3E%3Cscript%3Ealert(document.cookie)"
            })
    void aScriptInTheDescriptionOfAJobOrInTheAddress(String path) {
        String answer = to("GET " + path).with("Accept", "text/html").answer();
        assertThat(answer)
                .startsWith("HTTP/1.1 200 ")
                .doesNotContain("<script>alert")
                .doesNotContain("unsafe-inline")
                .containsIgnoringCase("Content-Security-Policy: default-src 'none'; script-src 'self'");
        assertThat(to("GET /jobs/victim").with("Accept", "text/html").answer()).contains("&lt;script&gt;alert");
        assertThat(to("GET /api/v1/jobs").answer())
                .contains("<script>alert")
                .containsIgnoringCase("Content-Type: application/json")
                .containsIgnoringCase("X-Content-Type-Options: nosniff");
    }

    @Test
    void aBodyOfTenMegabytes() {
        String body = "\"" + "x".repeat(10_000_000) + "\"";
        assertThat(to("PUT /api/v1/schedules/big").body(JSON, body).answer()).startsWith("HTTP/1.1 401 ");
        assertThat(to("PUT /api/v1/schedules/big")
                        .with("Authorization", BEARER)
                        .body(JSON, body)
                        .answer())
                .startsWith("HTTP/1.1 413 ");
        assertThat(to("POST /login").body(FORM, "token=" + body).answer()).startsWith("HTTP/1.1 413 ");
    }

    @Test
    void headersAndALineOfAMegabyte() {
        for (RawRequest request :
                List.of(to("GET /" + "x".repeat(1_000_000)), to("GET /").with("X-Much", "x".repeat(1_000_000)))) {
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
            peers.add(RawRequest.connect(port));
            peers.get(i)
                    .getOutputStream()
                    .write("GET /jobs HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(to("GET /healthz").answer()).as("while they hold on").startsWith("HTTP/1.1 200 ");
        itStillMovesAJob();
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
            Socket peer = RawRequest.connect(port);
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
                .until(() -> to("GET /healthz").answer().startsWith("HTTP/1.1 200 "));
    }
}
