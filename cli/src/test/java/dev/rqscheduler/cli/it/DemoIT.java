/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
                    .contains("at-front-1", "repeat-1", "rescheduled-1", "tick-2", "put in quarantine: bad cron")
                    .contains("waits for the job it depends on")
                    .doesNotContain("cancelled-1");
            try (JarProcess list = JarProcess.run(folder, "list", "--url", url(demo.out()))) {
                assertThat(list.awaitExit()).as("its Redis is gone").isEqualTo(1);
            }
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void endsInOrderWithCtrlC() throws InterruptedException {
        try (JarProcess demo = JarProcess.start(folder, "demo")) {
            demo.awaitOut("moved to queue demo");
            demo.signal("INT");
            assertThat(demo.awaitExit()).as(demo.err()).isZero();
            assertThat(demo.out()).contains("lateness by Redis's clock");
        }
        assertThat(folder).isEmptyDirectory();
    }

    private static String url(String out) {
        int from = out.indexOf("redis://");
        return out.substring(from, out.indexOf('/', from + "redis://".length()) + 2);
    }
}
