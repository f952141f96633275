/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rqscheduler.web.testing.RawHttp.Answer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Files that browsers may cache forever. */
class AssetsTest {

    private final Assets assets = new Assets(Map.of("app.css", "/dev/rqscheduler/web/http/app.css"));

    @Test
    void asset_atUrlWithItsDigest_isServed() {
        String url = assets.url("app.css");
        assertThat(url).matches("/assets/[0-9a-f]{20}/app.css");
        try (TestEndpoint server = TestEndpoint.start(
                Routes.builder().open(Assets.PATH, assets.handler()),
                TestEndpoint.policy(null, true),
                ServerLimits.STANDARD)) {
            Answer plain = server.http.send("GET " + url);
            assertThat(plain.body()).isEqualTo("p { color: red }\n");
            assertThat(plain.headers())
                    .containsEntry("content-type", "text/css; charset=utf-8")
                    .containsEntry("cache-control", "public, max-age=31536000, immutable")
                    .containsEntry("x-content-type-options", "nosniff");
            assertThat(server.http.send("GET " + url, "Accept-Encoding: gzip").headers())
                    .containsEntry("content-encoding", "gzip");
            assertThat(server.http
                            .send("GET /assets/00000000000000000000/app.css")
                            .status())
                    .isEqualTo(404);
            assertThat(server.http
                            .send("GET " + url.replace("app.css", "..%2Fhttp%2Fapp.css"))
                            .status())
                    .isEqualTo(404);
            assertThat(server.http
                            .send("GET " + url.replace("app.css", "RoutesTest.class"))
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void unknownAsset_onUrl_throws() {
        assertThatThrownBy(() -> assets.url("other.css")).hasMessage("unknown asset other.css");
        assertThatThrownBy(() -> new Assets(Map.of("a.css", "/not/there.css")).url("a.css"))
                .hasMessageContaining("/not/there.css is not on the class path");
    }
}
