/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import static dev.rqscheduler.web.http.TestEndpoint.FORM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.web.testing.RawHttp.Answer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The login with the token, and the session cookie. */
class LoginTest {

    @AutoClose
    private static final TestEndpoint SERVER = TestEndpoint.open();

    @Test
    void login_withToken_allowsChangesWithCookieAndCsrf() {
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
    void forgedCookie_onChange_isUnauthorized(String value) {
        assertThat(SERVER.http
                        .send("POST /things/7", "Cookie: rqscheduler_session_" + SERVER.port() + "=" + value)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void loginCookie_onAnotherPort_isNotAccepted() {
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
            // Logging in there sets another cookie and leaves this one unchanged.
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
    void login_withForeignTarget_redirectsToRoot(String next) {
        Answer answer = SERVER.http.sendBody("POST /login", "token=" + TestEndpoint.TOKEN + "&next=" + next, FORM);
        assertThat(answer.headers()).containsEntry("location", "/");
    }
}
