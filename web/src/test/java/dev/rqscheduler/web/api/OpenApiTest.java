/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.web.api.ApiDescription.Operation;
import dev.rqscheduler.web.http.Routes;
import dev.rqscheduler.web.live.LiveMoves;
import dev.rqscheduler.web.site.Site;
import dev.rqscheduler.web.testing.RawHttp.Answer;
import dev.rqscheduler.web.testing.TestSite;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the API description with a running server. */
class OpenApiTest {

    private static final ApiDescription DESCRIPTION = new ApiDescription();

    @AutoClose
    private static final TestSite SITE = TestSite.open();

    static List<Operation> operations() {
        return DESCRIPTION.operations();
    }

    static List<Operation> changes() {
        return operations().stream().filter(Operation::needsToken).toList();
    }

    static List<Operation> operationsOnOneThing() {
        return operations().stream()
                .filter(operation -> operation.path().contains("{"))
                .filter(operation -> !operation.method().equals("PUT"))
                .toList();
    }

    @BeforeEach
    void samples() {
        Samples.put(SITE);
    }

    @Test
    void openApi_comparedWithRoutes_hasExactlyTheSame() {
        Routes.Builder routes = Routes.builder();
        try (SchedulerClient redis = SchedulerClient.builder()
                .redis(RedisConfig.DEFAULT)
                .maxConnections(1)
                .build()) {
            InstantSource clock = InstantSource.system();
            ApiRoutes.addTo(routes, Site.over(redis, new LiveMoves(clock), Zone.UTC, false, clock));
        }
        Map<String, Boolean> served = routes.build().all().stream()
                .collect(Collectors.toMap(
                        route -> route.method() + " " + route.path(), route -> route.access() == Routes.Access.CHANGE));
        Map<String, Boolean> described =
                operations().stream().collect(Collectors.toMap(Operation::toString, Operation::needsToken));
        assertThat(described).hasSizeGreaterThan(20).isEqualTo(served);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void operation_withExample_respondsAsDescribed(Operation operation) throws IOException {
        if (operation.path().equals("/api/v1/moves")) {
            assertThat(DESCRIPTION.faults(operation, 200, "text/event-stream", firstMove(operation)))
                    .isEmpty();
            return;
        }
        String line = operation.method() + " " + operation.pathWith(Map.of(), true);
        Answer answer = operation.needsToken() ? SITE.change(line, operation.body()) : SITE.http.send(line);
        assertThat(operation.describes(answer.status()))
                .as("%s: %s", line, answer)
                .isTrue();
        assertFits(operation, answer);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void change_withoutToken_isRefusedAndChangesNothing(Operation operation) {
        Map<String, String> before = everything();
        String line = operation.method() + " " + operation.pathWith(Map.of(), true);
        Answer answer = operation.body().isEmpty()
                ? SITE.http.send(line)
                : SITE.http.sendBody(line, operation.body(), "Content-Type: application/json");
        assertThat(answer.status()).isEqualTo(401);
        assertFits(operation, answer);
        assertThat(everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("operationsOnOneThing")
    void operation_onMissingObject_failsAsDescribed(Operation operation) {
        Map<String, String> nothing = Map.of("id", "nothing", "name", "nothing");
        String line = operation.method() + " " + operation.pathWith(nothing, true);
        Answer answer = operation.needsToken() ? SITE.change(line, operation.body()) : SITE.http.send(line);
        assertThat(answer.status()).as("%s: %s", line, answer).isIn(404, 409);
        assertThat(answer.body()).contains("nothing");
        assertFits(operation, answer);
    }

    private static void assertFits(Operation operation, Answer answer) {
        String contentType = answer.headers().get("content-type");
        assertThat(DESCRIPTION.faults(operation, answer.status(), contentType, answer.body()))
                .as("%s: %s", operation, answer)
                .isEmpty();
    }

    private static String firstMove(Operation operation) throws IOException {
        try (Socket socket = SITE.http.open()) {
            socket.getOutputStream()
                    .write(("GET " + operation.pathWith(Map.of(), true) + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String line = String.valueOf(lines.readLine());
            while (!line.equals("event: move")) {
                line = String.valueOf(lines.readLine());
            }
            lines.readLine();
            return String.valueOf(lines.readLine()).substring("data: ".length());
        }
    }

    /** Returns all keys with their content. */
    private static Map<String, String> everything() {
        return TestSite.redis().keys("*").stream()
                .collect(Collectors.toMap(
                        key -> key,
                        key -> HexFormat.of().formatHex(TestSite.redis().dump(key))));
    }
}
