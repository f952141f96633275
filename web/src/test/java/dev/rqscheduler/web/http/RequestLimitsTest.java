/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import static dev.rqscheduler.web.http.TestEndpoint.BEARER;
import static dev.rqscheduler.web.http.TestEndpoint.FORM;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits on the size and content type of requests. */
class RequestLimitsTest {

    @AutoClose
    private static final TestEndpoint SERVER = TestEndpoint.open();

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "multipart/form-data; boundary=x", "", "application/xml"})
    void body_ofUnsupportedType_isRefused(String type) {
        assertThat(SERVER.http
                        .sendBody("POST /things/7", "a=b", BEARER, "Content-Type: " + type)
                        .status())
                .isEqualTo(415);
    }

    @Test
    void body_tooLarge_isRefused() {
        String body = "x".repeat(10_000_000);
        assertThat(SERVER.http.sendBody("POST /things/7", body, BEARER, FORM).status())
                .isEqualTo(413);
        assertThat(SERVER.http.sendBody("POST /things/7", body, FORM).status()).isEqualTo(401);
        assertThat(SERVER.http.sendBody("POST /nothing", body, FORM).status()).isEqualTo(404);
    }

    @Test
    void bodyWithoutToken_aboveSmallerLimit_isRefused() {
        assertThat(SERVER.http
                        .sendBody("POST /login", "token=" + "x".repeat(20_000), FORM)
                        .status())
                .isEqualTo(413);
    }

    @Test
    void body_withAmbiguousLength_isBadRequest() {
        assertThat(SERVER.http
                        .sendText("POST /things/7 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + BEARER
                                + "\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void query_tooLongOrTooManyFields_isRefused() {
        assertThat(SERVER.http.send("GET /things/7?q=" + "x".repeat(9_000)).status())
                .isEqualTo(414);
        assertThat(SERVER.http.send("GET /things/all?" + "a=b&".repeat(500)).status())
                .isEqualTo(400);
    }
}
