/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import static dev.rqscheduler.web.page.PageRedis.job;
import static dev.rqscheduler.web.page.Pages.shows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.embedded.RedisServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What pages show and link to without a login, or with an expired one. */
class PageLoginTest {

    private final RedisServer redis = PageRedis.server();

    @AutoClose
    private final Pages pages = PageRedis.emptyPages();

    @Test
    void jobPage_withoutLogin_hasNoButtons() {
        job("one");
        assertThat(pages.get("/jobs/one").body())
                .doesNotContain("/jobs/one/cancel")
                .contains("Log in");
        assertThat(pages.post("/jobs/one/cancel", Map.of()).statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(pages.scheduler.contains("one")).isTrue();
    }

    /** Beyond loopback nothing is visible before the login, so the error page must link to it. */
    @Test
    void refusedPage_beyondLoopback_linksToLogin() throws IOException {
        InetSocketAddress everywhere = new InetSocketAddress("0.0.0.0", 0);
        try (Pages beyond = Pages.open(redis, options -> options.address(everywhere))) {
            HttpResponse<String> refused = beyond.get("/jobs?queue=mail");
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.body()).contains("Token required");
            assertThat(refused.body())
                    .contains("<a href=\"/login?next=%2Fjobs%3Fqueue%3Dmail\">Log in</a> with the token");
            assertThat(refused.body()).doesNotContain("read-only").doesNotContain("--http-token-file");
            beyond.logIn();
            shows(beyond.get("/jobs?queue=mail"), "Log out");
        }
    }

    @Test
    void formOfEarlierLogin_onSubmit_linksToReload() {
        job("one");
        pages.logIn();
        pages.forgetForm();
        HttpResponse<String> refused = pages.post("/jobs/one/cancel", Map.of(), "/jobs/one?done=x");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("reload the page and try again");
        assertThat(refused.body()).contains("<a href=\"/jobs/one?done=x\">Reload the page</a>");
        assertThat(refused.body()).doesNotContain("read-only").doesNotContain("--http-token-file");
        assertThat(pages.scheduler.contains("one")).isTrue();
    }

    @Test
    void formAfterSessionExpired_onSubmit_linksToLoginAndBack() {
        job("one");
        HttpResponse<String> refused = pages.post("/jobs/one/cancel", Map.of(), "/jobs/one");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("<a href=\"/login?next=%2Fjobs%2Fone\">Log in</a> with the token");
    }

    @Test
    void loginForm_withScriptInTarget_escapesIt() {
        assertThat(pages.get("/login?next=/%22%3E%3Cb%3E").body())
                .contains("name=\"next\" value=\"/")
                .doesNotContain("<b>");
    }
}
