/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void showsEveryKindAndLeavesNothingBehind() throws InterruptedException {
        try (JarProcess demo = JarProcess.run(folder, "demo", "--for", "10s")) {
            assertThat(demo.awaitExit()).as(demo.out() + demo.err()).isZero();
            assertThat(demo.err()).isEmpty();
            assertThat(demo.out())
                    .contains("at-front-1", "repeat-1", "rescheduled-1", "tick-2", "quarantined: bad cron")
                    .contains("waiting for the job it depends on")
                    .doesNotContain("cancelled-1");
            try (JarProcess list = JarProcess.run(folder, "list", "--url", url(demo.out()))) {
                assertThat(list.awaitExit()).as("its Redis is gone").isEqualTo(1);
            }
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void hasAPageAndEndsInOrderWithCtrlC() throws InterruptedException, IOException {
        try (JarProcess demo = JarProcess.startInterruptible(folder, "demo")) {
            demo.awaitOut("moved to queue demo");
            demo.awaitOut("token for making changes: ");
            assertThat(pageOf(demo.out(), "jobs")).contains("every-1").contains("demo.work");
            demo.signal("INT");
            assertThat(demo.awaitExit()).as(demo.err()).isZero();
            assertThat(demo.out()).contains("lateness by Redis's clock");
        }
        assertThat(folder).isEmptyDirectory();
    }

    private static String pageOf(String out, String path) throws InterruptedException, IOException {
        Matcher page = Pattern.compile("Live dashboard: (http://127\\.0\\.0\\.1:\\d+/)")
                .matcher(out);
        assertThat(page.find()).as(out).isTrue();
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(page.group(1) + path)).build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private static String url(String out) {
        int from = out.indexOf("redis://");
        return out.substring(from, out.indexOf('/', from + "redis://".length()) + 2);
    }
}
