/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.it;

import static dev.rqscheduler.cli.it.AttackedScheduler.BEARER;
import static dev.rqscheduler.cli.it.AttackedScheduler.FORM;
import static dev.rqscheduler.cli.it.AttackedScheduler.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks on a scheduler that serves the page, by what is asked: each is refused, and after each the scheduler still moves a job. */
class HttpSecurityIT {

    @RegisterExtension
    private static final AttackedScheduler ATTACKED = new AttackedScheduler();

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        ATTACKED.start(folder);
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
        assertThat(ATTACKED.to(line).answer()).startsWith("HTTP/1.1 401 ");
        assertThat(ATTACKED.to(line)
                        .with("Authorization", "Bearer the-token-of-this-test-012345678X")
                        .answer())
                .startsWith("HTTP/1.1 401 ");
        assertThat(ATTACKED.to(line + "?token=" + TOKEN).answer()).startsWith("HTTP/1.1 401 ");
        String cookie = "rqscheduler_session_" + ATTACKED.port() + "=" + TOKEN;
        assertThat(ATTACKED.to(line).with("Cookie", cookie).answer()).startsWith("HTTP/1.1 401 ");
    }

    @Test
    void aFormOfAnotherSiteEvenInTheBrowserOfSomebodyWhoIsLoggedIn() {
        String login = ATTACKED.to("POST /login")
                .body(FORM, "token=" + TOKEN)
                .with("Origin", "http://127.0.0.1:" + ATTACKED.port())
                .answer();
        assertThat(login).startsWith("HTTP/1.1 303 ").contains("HttpOnly", "SameSite=Strict");
        String cookie = login.replaceAll("(?s).*Set-cookie: ([^;]+);.*", "$1");
        assertThat(cookie).startsWith("rqscheduler_session_" + ATTACKED.port() + "=");
        for (String path : List.of("/jobs/victim/cancel", "/api/v1/jobs/victim/cancel")) {
            assertThat(ATTACKED.to("POST " + path)
                            .body(FORM, "a=b")
                            .with("Cookie", cookie)
                            .with("Origin", "https://evil.example")
                            .answer())
                    .startsWith("HTTP/1.1 403 ")
                    .contains("another site");
            assertThat(ATTACKED.to("POST " + path)
                            .body(FORM, "a=b")
                            .with("Cookie", cookie)
                            .with("Sec-Fetch-Site", "cross-site")
                            .answer())
                    .startsWith("HTTP/1.1 403 ");
            assertThat(ATTACKED.to("POST " + path)
                            .body("text/plain", "{\"a\":1}")
                            .with("Cookie", cookie)
                            .answer())
                    .startsWith("HTTP/1.1 415 ");
            assertThat(ATTACKED.to("POST " + path)
                            .body(FORM, "a=b")
                            .with("Cookie", cookie)
                            .answer())
                    .as("an old browser that sends no origin")
                    .startsWith("HTTP/1.1 403 ");
        }
        assertThat(ATTACKED.to("OPTIONS /api/v1/jobs/victim/cancel")
                        .with("Origin", "https://evil.example")
                        .with("Access-Control-Request-Method", "POST")
                        .answer())
                .startsWith("HTTP/1.1 405 ")
                .doesNotContainIgnoringCase("Access-Control");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rebound.evil.example", "127.0.0.1.evil.example:80", "10.0.0.1"})
    void aNameThatSomebodyElseHasPointToThisMachine(String host) {
        assertThat(ATTACKED.to("GET /api/v1/jobs").with("Host", host).answer())
                .startsWith("HTTP/1.1 421 ")
                .doesNotContain("victim");
        assertThat(ATTACKED.to("POST /api/v1/jobs/victim/cancel")
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
        assertThat(ATTACKED.to("GET " + path).answer())
                .containsPattern("^HTTP/1.1 (400|404) ")
                .doesNotContain("root:")
                .doesNotContain("Manifest-Version");
        assertThat(ATTACKED.to("DELETE " + path).with("Authorization", BEARER).answer())
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
        String answer = ATTACKED.to("GET " + path).with("Accept", "text/html").answer();
        assertThat(answer)
                .startsWith("HTTP/1.1 200 ")
                .doesNotContain("<script>alert")
                .doesNotContain("unsafe-inline")
                .containsIgnoringCase("Content-Security-Policy: default-src 'none'; script-src 'self'");
        assertThat(ATTACKED.to("GET /jobs/victim").with("Accept", "text/html").answer())
                .contains("&lt;script&gt;alert");
        assertThat(ATTACKED.to("GET /api/v1/jobs").answer())
                .contains("<script>alert")
                .containsIgnoringCase("Content-Type: application/json")
                .containsIgnoringCase("X-Content-Type-Options: nosniff");
    }
}
