/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rqscheduler.web.testing.RawHttp.Answer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Routing of paths and methods, and parsing of bodies. */
class RoutingTest {

    @AutoClose
    private static final TestEndpoint SERVER = TestEndpoint.open();

    @ParameterizedTest
    @CsvSource({
        "/things/7, thing 7",
        "/things/a%2Fb, thing a/b",
        "/things/gr%C3%BC%C3%9Fe, thing grüße",
        "/things/a+b, thing a+b",
        "/things/all?of=a%20b&of=c+d, 'all of [a b, c d]'",
        "/things/all, all of []"
    })
    void path_withEscapesAndQuery_isDecoded(String path, String body) {
        Answer answer = SERVER.http.send("GET " + path);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/things/../broken",
                "/things/%2e%2e/open",
                "/things/%2E/open",
                "/things/./7",
                "/things//7",
                "//things/7",
                "//evil.example/things/7",
                "/things/7/",
                "/things/..%5c..%5cetc",
                "/things/a%00b",
                "/things/a%0d%0ab",
                "/things/%zz",
                "/things/%c0%ae",
                "/things/%",
                "http://127.0.0.1/things/7"
            })
    void path_withTraversalOrMalformedEscape_isBadRequest(String path) {
        Answer answer = SERVER.http.send("GET " + path);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("thing 7");
    }

    @Test
    void unknownPath_onGet_isNotFound() {
        assertThat(SERVER.http.send("GET /nothing").status()).isEqualTo(404);
        assertThat(SERVER.http.send("GET /api/nothing"))
                .satisfies(answer ->
                        assertThat(answer.headers()).containsEntry("content-type", "application/problem+json"))
                .satisfies(answer -> assertThat(answer.body())
                        .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,"
                                + "\"detail\":\"nothing is served at this path\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE", "OPTIONS", "TRACE", "BREW", "PUT"})
    void unsupportedMethod_onKnownPath_listsAllowedOnes(String method) {
        Answer answer = SERVER.http.send(method + " /things/7");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers()).containsEntry("allow", "GET, HEAD, POST");
        assertThat(answer.headers().keySet()).noneMatch(name -> name.startsWith("access-control"));
    }

    @Test
    void head_onKnownPath_hasNoBody() {
        Answer answer = SERVER.http.send("HEAD /things/7");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("content-length", "7");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void handler_throwing_revealsNoInternals() {
        Answer answer = SERVER.http.send("GET /broken");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).contains("see the scheduler's log").doesNotContain("geheim");
        assertThat(SERVER.http.send("GET /known").body()).isEqualTo("Conflict: by zero\n");
    }

    @Test
    void duplicateRoute_onBuild_throws() {
        assertThatThrownBy(() -> TestEndpoint.routes()
                        .get("/open", request -> Response.noContent())
                        .build())
                .hasMessage("duplicate route GET /open");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":[1,2.5,\"x\",true,null]} | 200 | {\"a\":[1,2.5,\"x\",true,null]}",
                "123456789012345678901234567890 | 200 | 123456789012345678901234567890",
                "{\"a\":1,\"a\":2} | 400 | Duplicate",
                "{\"a\":1} x | 400 | Unrecognized token",
                "{\"a\" | 400 | not valid JSON",
                "'' | 400 | the body is empty",
            })
    void jsonBody_validOrInvalid_isParsedOrRefused(String body, int status, String contains) {
        Answer answer = SERVER.http.sendBody(
                "PUT /json", body, "Content-Type: application/json", "Authorization: Bearer " + TestEndpoint.TOKEN);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).contains(contains);
    }

    @Test
    void jsonBody_tooDeeplyNested_isBadRequest() {
        Answer answer = SERVER.http.sendBody(
                "PUT /json",
                "[".repeat(100_000),
                "Content-Type: application/json",
                "Authorization: Bearer " + TestEndpoint.TOKEN);
        assertThat(answer.status()).isEqualTo(400);
    }
}
