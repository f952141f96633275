/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.web.testing.RawHttp.Answer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Security headers on every response. */
class SecurityHeadersTest {

    @AutoClose
    private static final TestEndpoint SERVER = TestEndpoint.open();

    @ParameterizedTest
    @ValueSource(
            strings = {"GET /things/7", "GET /nothing", "POST /things/7", "GET /broken", "GET /login", "GET /a/../b"})
    void everyResponse_ofAnyStatus_hasSecurityHeaders(String line) {
        Answer answer = SERVER.http.send(line);
        assertThat(answer.headers())
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("x-frame-options", "DENY")
                .containsEntry("referrer-policy", "same-origin")
                .containsEntry("cross-origin-resource-policy", "same-origin")
                .containsEntry("cache-control", "no-store");
        assertThat(answer.headers().get("content-security-policy"))
                .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'", "base-uri 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.headers().keySet()).noneMatch(name -> name.startsWith("access-control"));
    }
}
