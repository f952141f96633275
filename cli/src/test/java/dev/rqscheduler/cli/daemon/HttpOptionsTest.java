/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.cli.CommandRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --http} and what goes with it, refused before anything starts. */
class HttpOptionsTest {

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0:0", "[::]:0"})
    void beyondLoopbackWithoutATokenIsRefused(String address) {
        CommandRun run = CommandRun.of("--http", address);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errLines())
                .singleElement()
                .asString()
                .startsWith("rqscheduler: --http " + address + " can be reached from other machines")
                .contains("--http-token-file FILE");
    }

    @ParameterizedTest
    @CsvSource({"99999, up to 65535", "x, such as 9181", ":9181, has no host", "1:2:3, such as 9181", "'', such as 9181"
    })
    void anAddressThatIsNone(String address, String says) {
        CommandRun run = CommandRun.of("--http", address);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errLines()).singleElement().asString().contains("--http", says);
    }

    @ParameterizedTest
    @CsvSource({
        "'', is empty: its first line must be the token",
        "geheim, the token has 6 characters but needs at least 16",
        "geheim geheim geheim, without spaces"
    })
    void aTokenFileThatIsOfNoUse(String content, String says) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), content);
        CommandRun run = CommandRun.of("--http", "0", "--http-token-file", file.toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errLines())
                .singleElement()
                .asString()
                .contains("token file " + file, says)
                .doesNotContain("geheim");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--hide-arguments", "--http-host=a", "--http-token-file=/nowhere"})
    void whatGoesWithHttpNeedsIt(String option) {
        CommandRun run = CommandRun.of(option);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errLines()).singleElement().asString().contains("is only valid with --http");
    }

    @Test
    void aPortThatIsTakenIsAFailureInOneLine() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CommandRun run = CommandRun.of("--quiet", "-u", "redis://127.0.0.1:1", "--http", "" + taken.getLocalPort());
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.errLines())
                    .singleElement()
                    .asString()
                    .contains("--http: cannot listen at 127.0.0.1:" + taken.getLocalPort());
        }
    }
}
