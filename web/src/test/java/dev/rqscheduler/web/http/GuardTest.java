/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rqscheduler.web.testing.RawHttp.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what. */
class GuardTest {

    private static final TestEndpoint SERVER = TestEndpoint.open();
    private static final String RIGHT = "Authorization: Bearer " + TestEndpoint.TOKEN;
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void aChangeNeedsTheToken() {
        assertThat(SERVER.http.send("POST /things/7", RIGHT).body()).isEqualTo("changed 7");
        Answer without = SERVER.http.send("POST /things/7");
        assertThat(without.status()).isEqualTo(401);
        assertThat(without.headers()).containsEntry("www-authenticate", "Bearer");
        assertThat(without.body()).contains("the token is needed");
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
    void aWrongTokenIsNone(String authorization) {
        Answer answer = SERVER.http.send("POST /things/7", "Authorization: " + authorization);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).contains("the token is ").doesNotContain("abcdef");
    }

    @Test
    void thePasswordOfAProxyIsNoneOfItsBusiness() {
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
    void aTokenInTheAddressIsNotLookedAt() {
        assertThat(SERVER.http
                        .send("POST /things/7?token=" + TestEndpoint.TOKEN)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void withoutATokenThereAreNoChanges() {
        try (TestEndpoint server =
                TestEndpoint.start(TestEndpoint.routes(), TestEndpoint.policy(null, true), Patience.STANDARD)) {
            Answer answer = server.http.send("POST /things/7", RIGHT);
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).contains("--http-token-file");
            assertThat(server.http.send("GET /things/7").status()).isEqualTo(200);
            assertThat(server.http.send("GET /login").status()).isEqualTo(404);
        }
    }

    @Test
    void beyondLoopbackReadsNeedItToo() {
        try (TestEndpoint server = TestEndpoint.start(
                TestEndpoint.routes(),
                TestEndpoint.policy(new AccessToken(TestEndpoint.TOKEN), false),
                Patience.STANDARD)) {
            assertThat(server.http.send("GET /things/7").status()).isEqualTo(401);
            assertThat(server.http.send("GET /things/7", RIGHT).status()).isEqualTo(200);
            assertThat(server.http.send("GET /open").status()).isEqualTo(200);
            assertThat(server.http.send("GET /open", "Host: scheduler.example").status())
                    .isEqualTo(200);
        }
        assertThatThrownBy(() -> TestEndpoint.policy(null, false)).hasMessageContaining("token");
    }

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
    void itAnswersByItsOwnNamesOnly(String host, int status) {
        assertThat(SERVER.http.send("GET /things/7", "Host: " + host, RIGHT).status())
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
    void aProxyOnThisMachineOpensNothingToTheWorld(String header) {
        assertThat(SERVER.http.send("GET /things/7", header).status()).isEqualTo(401);
        assertThat(SERVER.http.send("GET /things/7", header, RIGHT).status()).isEqualTo(200);
        assertThat(SERVER.http.send("GET /open", header).status()).isEqualTo(200);
        try (TestEndpoint server =
                TestEndpoint.start(TestEndpoint.routes(), TestEndpoint.policy(null, true), Patience.STANDARD)) {
            Answer answer = server.http.send("GET /things/7", header);
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).contains("through a proxy", "--http-token-file FILE");
            assertThat(server.http.send("GET /open", header).status()).isEqualTo(200);
        }
    }

    @Test
    void aRequestHasOneHost() {
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
    void whatAnotherSiteSendsIsRefusedEvenWithTheToken(String header, int status) {
        Answer answer = SERVER.http.send("POST /things/7", RIGHT, header, "Host: proxy.example");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(SERVER.http
                        .sendBody("POST /login", "token=" + TestEndpoint.TOKEN, FORM, header, "Host: proxy.example")
                        .headers()
                        .containsKey("set-cookie"))
                .isEqualTo(status == 200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "multipart/form-data; boundary=x", "", "application/xml"})
    void aBodyIsOfATypeThatIsRead(String type) {
        assertThat(SERVER.http
                        .sendBody("POST /things/7", "a=b", RIGHT, "Content-Type: " + type)
                        .status())
                .isEqualTo(415);
    }

    @Test
    void aBodyIsBounded() {
        String body = "x".repeat(10_000_000);
        assertThat(SERVER.http.sendBody("POST /things/7", body, RIGHT, FORM).status())
                .isEqualTo(413);
        assertThat(SERVER.http.sendBody("POST /things/7", body, FORM).status()).isEqualTo(401);
        assertThat(SERVER.http.sendBody("POST /nothing", body, FORM).status()).isEqualTo(404);
    }

    @Test
    void thatOfAStrangerMore() {
        assertThat(SERVER.http
                        .sendBody("POST /login", "token=" + "x".repeat(20_000), FORM)
                        .status())
                .isEqualTo(413);
    }

    @Test
    void theLengthOfABodyIsNotAmbiguous() {
        assertThat(SERVER.http
                        .sendText("POST /things/7 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + RIGHT
                                + "\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void headersAndQueriesAreBounded() {
        assertThat(SERVER.http.send("GET /things/7?q=" + "x".repeat(9_000)).status())
                .isEqualTo(414);
        assertThat(SERVER.http.send("GET /things/all?" + "a=b&".repeat(500)).status())
                .isEqualTo(400);
    }

    @Test
    void aLoginIsACookieAndAPageOfItsOwn() {
        Answer wrong = SERVER.http.sendBody("POST /login", "token=nonsense&next=/", FORM);
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.headers()).doesNotContainKey("set-cookie");

        Answer right = SERVER.http.sendBody("POST /login", "next=/things/7&token=" + TestEndpoint.TOKEN, FORM);
        assertThat(right.status()).isEqualTo(303);
        assertThat(right.headers()).containsEntry("location", "/things/7");
        String setCookie = String.valueOf(right.headers().get("set-cookie"));
        assertThat(setCookie).contains("HttpOnly", "SameSite=Strict", "Path=/").doesNotContain(TestEndpoint.TOKEN);
        String cookie = "Cookie: theme=dark; " + setCookie.substring(0, setCookie.indexOf(';'));
        String csrf = SERVER.http.send("GET /", cookie).body().replaceAll("</?p>", "");
        assertThat(csrf).hasSize(64);

        assertThat(SERVER.http
                        .sendBody("POST /things/7", "_csrf=" + csrf, FORM, cookie)
                        .body())
                .isEqualTo("changed 7");
        assertThat(SERVER.http
                        .send("POST /things/7", "X-CSRF-Token: " + csrf, cookie)
                        .status())
                .isEqualTo(200);
        assertThat(SERVER.http.send("POST /things/7", cookie).status()).isEqualTo(403);
        assertThat(SERVER.http
                        .sendBody("POST /things/7", "_csrf=" + "0".repeat(64), FORM, cookie)
                        .status())
                .isEqualTo(403);
        assertThat(SERVER.http
                        .sendBody("POST /things/7", "_csrf=" + csrf, FORM, cookie, "Sec-Fetch-Site: cross-site")
                        .status())
                .isEqualTo(403);
        assertThat(SERVER.http
                        .send("POST /logout", "X-CSRF-Token: " + csrf, cookie)
                        .headers()
                        .get("set-cookie"))
                .contains("Max-Age=0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "99999999999.00000000000000000000000000000000.0000000000000000000000000000000000000000000000000000000000000000",
                "x",
                ""
            })
    void aCookieThatTheTokenHasNotSealedIsNone(String value) {
        assertThat(SERVER.http
                        .send("POST /things/7", "Cookie: rqscheduler_session_" + SERVER.port() + "=" + value)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aLoginIsOfOnePortOfAHostAndOfTlsWhereThereIsSome() {
        String login = "token=" + TestEndpoint.TOKEN;
        String plain = String.valueOf(
                SERVER.http.sendBody("POST /login", login, FORM).headers().get("set-cookie"));
        assertThat(plain)
                .startsWith("rqscheduler_session_" + SERVER.port() + "=")
                .doesNotContain("Secure");
        assertThat(SERVER.http
                        .sendBody("POST /login", login, FORM, "Host: proxy.example", "Origin: https://proxy.example")
                        .headers()
                        .get("set-cookie"))
                .endsWith("; Secure");
        String value = plain.substring(plain.indexOf('=') + 1, plain.indexOf(';'));
        try (TestEndpoint other = TestEndpoint.open()) {
            String cookie = "Cookie: rqscheduler_session_" + other.port() + "=" + value;
            assertThat(other.http.send("GET /", cookie).body()).isEqualTo("<p></p>");
            assertThat(other.http.send("POST /things/7", cookie).status()).isEqualTo(401);
            // A login there is another cookie, which leaves this one as it is.
            assertThat(other.http.sendBody("POST /login", login, FORM).headers().get("set-cookie"))
                    .startsWith("rqscheduler_session_" + other.port() + "=");
        }
        assertThat(SERVER.http
                        .send("GET /", "Cookie: rqscheduler_session_" + SERVER.port() + "=" + value)
                        .body())
                .hasSize(64 + "<p></p>".length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", ""})
    void aLoginLeadsToThisServerOnly(String next) {
        Answer answer = SERVER.http.sendBody("POST /login", "token=" + TestEndpoint.TOKEN + "&next=" + next, FORM);
        assertThat(answer.headers()).containsEntry("location", "/");
    }

    @Test
    void theFormOfTheLoginShowsNoScript() {
        assertThat(SERVER.http.send("GET /login?next=/%22%3E%3Cscript%3E").body())
                .doesNotContain("<script>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"GET /things/7", "GET /nothing", "POST /things/7", "GET /broken", "GET /login", "GET /a/../b"})
    void eachAnswerTellsTheBrowserWhatItMayDo(String line) {
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

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "has a blank in it and is long", "nön-ascii-0123456789"})
    void aTokenThatCouldBeGuessedIsRefusedWithoutRepeatingIt(String secret) {
        assertThatThrownBy(() -> new AccessToken(secret))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(e -> assertThat(secret.isEmpty()
                                || !String.valueOf(e.getMessage()).contains(secret))
                        .isTrue());
        assertThat(new AccessToken(TestEndpoint.TOKEN).toString()).doesNotContain("0123");
    }
}
