/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import static dev.rqscheduler.web.http.TestEndpoint.BEARER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rqscheduler.web.testing.RawHttp.Answer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Access control with the token. */
class GuardTest {

    @AutoClose
    private static final TestEndpoint SERVER = TestEndpoint.open();

    @Test
    void change_withoutToken_isUnauthorized() {
        assertThat(SERVER.http.send("POST /things/7", BEARER).body()).isEqualTo("changed 7");
        Answer without = SERVER.http.send("POST /things/7");
        assertThat(without.status()).isEqualTo(401);
        assertThat(without.headers()).containsEntry("www-authenticate", "Bearer");
        assertThat(without.body()).contains("token required");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer 0123456789abcdef0123456789abcdee",
                "Bearer 0123456789abcdef",
                "Bearer ",
                "Bearer",
                "Basic 0123456789abcdef0123456789abcdef",
                "0123456789abcdef0123456789abcdef",
                "Bearer 0123456789ABCDEF0123456789ABCDEF"
            })
    void change_withWrongToken_isUnauthorized(String authorization) {
        Answer answer = SERVER.http.send("POST /things/7", "Authorization: " + authorization);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body())
                .containsAnyOf("invalid token", "token required")
                .doesNotContain("abcdef");
    }

    @Test
    void basicAuthorization_onRead_isIgnored() {
        assertThat(SERVER.http
                        .send("GET /things/7", "Authorization: Basic YTpi")
                        .status())
                .isEqualTo(200);
        assertThat(SERVER.http
                        .send("GET /things/7", "Authorization: Bearer nonsense")
                        .status())
                .isEqualTo(401);
        assertThat(SERVER.http
                        .send("GET /open", "Authorization: Bearer nonsense")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void tokenInQuery_onChange_isIgnored() {
        assertThat(SERVER.http
                        .send("POST /things/7?token=" + TestEndpoint.TOKEN)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void serverWithoutToken_onChange_isForbidden() {
        try (TestEndpoint server =
                TestEndpoint.start(TestEndpoint.routes(), TestEndpoint.policy(null, true), ServerLimits.STANDARD)) {
            Answer answer = server.http.send("POST /things/7", BEARER);
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).contains("--http-token-file");
            assertThat(server.http.send("GET /things/7").status()).isEqualTo(200);
            assertThat(server.http.send("GET /login").status()).isEqualTo(404);
        }
    }

    @Test
    void nonLoopbackServer_onRead_needsToken() {
        try (TestEndpoint server = TestEndpoint.start(
                TestEndpoint.routes(),
                TestEndpoint.policy(new AccessToken(TestEndpoint.TOKEN), false),
                ServerLimits.STANDARD)) {
            assertThat(server.http.send("GET /things/7").status()).isEqualTo(401);
            assertThat(server.http.send("GET /things/7", BEARER).status()).isEqualTo(200);
            assertThat(server.http.send("GET /open").status()).isEqualTo(200);
            assertThat(server.http.send("GET /open", "Host: scheduler.example").status())
                    .isEqualTo(200);
        }
        assertThatThrownBy(() -> TestEndpoint.policy(null, false)).hasMessageContaining("token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "has a blank in it and is long", "nön-ascii-0123456789"})
    void weakToken_onCreation_isRefusedWithoutBeingRepeated(String secret) {
        assertThatThrownBy(() -> new AccessToken(secret))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(e -> assertThat(secret.isEmpty()
                                || !String.valueOf(e.getMessage()).contains(secret))
                        .isTrue());
        assertThat(new AccessToken(TestEndpoint.TOKEN).toString()).doesNotContain("0123");
    }
}
