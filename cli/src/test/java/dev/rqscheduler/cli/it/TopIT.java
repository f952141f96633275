/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.cli.Prerequisites;
import dev.rqscheduler.cli.PrivateRedis;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The overview in a terminal: a pseudo one, that a program of Python's sits at. */
class TopIT {

    private static final String PROGRAM = Path.of(Objects.requireNonNull(TopIT.class.getResource("terminal.py"))
                    .getPath())
            .toString();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void isLiveAndLeavesTheTerminalAsItWas() throws InterruptedException {
        try (PrivateRedis redis = new PrivateRedis();
                JarProcess person = JarProcess.runBy(
                        new String[] {
                            Prerequisites.python("import pty", "python3"), PROGRAM, Integer.toString(redis.port())
                        },
                        folder,
                        "top",
                        "--interval",
                        "200ms",
                        "-u",
                        redis.url())) {
            person.awaitExit();
            assertThat(person.out()).as(person.err()).contains("all seen");
        }
    }
}
