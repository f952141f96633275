/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import static dev.rqscheduler.web.http.TestEndpoint.BEARER;
import static dev.rqscheduler.web.http.TestEndpoint.FORM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.web.testing.RawHttp.Answer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests with an unknown host name, through a proxy, or from another site. */
class HostAndOriginTest {

    @AutoClose
    private static final TestEndpoint SERVER = TestEndpoint.open();

    @ParameterizedTest
    @CsvSource({
        "evil.example, 421",
        "evil.example:80, 421",
        "127.0.0.1.evil.example, 421",
        "localhost.evil.example, 421",
        "169.254.1.1, 421",
        "proxy.example:8443, 200",
        "localhost, 200",
        "LOCALHOST:1, 200",
        "127.9.9.9, 200",
        "[::1]:1, 200",
        "a b, 400",
        "user@localhost, 400"
    })
    void hostHeader_unknownOrInvalid_isRefused(String host, int status) {
        assertThat(SERVER.http.send("GET /things/7", "Host: " + host, BEARER).status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: proxy.example",
                "Host: proxy.example:443",
                "X-Forwarded-For: 203.0.113.7",
                "x-forwarded-host: scheduler.example",
                "X-Forwarded-Proto: https",
                "Forwarded: for=203.0.113.7",
                "Via: 1.1 proxy",
                "X-Real-IP: 203.0.113.7"
            })
    void proxiedRequest_onLoopback_needsToken(String header) {
        assertThat(SERVER.http.send("GET /things/7", header).status()).isEqualTo(401);
        assertThat(SERVER.http.send("GET /things/7", header, BEARER).status()).isEqualTo(200);
        assertThat(SERVER.http.send("GET /open", header).status()).isEqualTo(200);
        try (TestEndpoint server =
                TestEndpoint.start(TestEndpoint.routes(), TestEndpoint.policy(null, true), ServerLimits.STANDARD)) {
            Answer answer = server.http.send("GET /things/7", header);
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).contains("through a proxy", "--http-token-file FILE");
            assertThat(server.http.send("GET /open", header).status()).isEqualTo(200);
        }
    }

    @Test
    void hostHeader_missingOrRepeated_isBadRequest() {
        assertThat(SERVER.http
                        .sendText("GET /things/7 HTTP/1.1\r\nConnection: close\r\n\r\n")
                        .status())
                .isEqualTo(400);
        assertThat(SERVER.http
                        .send("GET /things/7", "Host: localhost", "Host: evil.example")
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "Origin: https://evil.example, 403",
        "Origin: null, 403",
        "Origin: http://localhost:1, 403",
        "Sec-Fetch-Site: cross-site, 403",
        "Sec-Fetch-Site: same-site, 403",
        "Sec-Fetch-Site: same-origin, 200",
        "Origin: http://proxy.example, 200"
    })
    void crossSiteRequest_withToken_isForbidden(String header, int status) {
        Answer answer = SERVER.http.send("POST /things/7", BEARER, header, "Host: proxy.example");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(SERVER.http
                        .sendBody("POST /login", "token=" + TestEndpoint.TOKEN, FORM, header, "Host: proxy.example")
                        .headers()
                        .containsKey("set-cookie"))
                .isEqualTo(status == 200);
    }
}
