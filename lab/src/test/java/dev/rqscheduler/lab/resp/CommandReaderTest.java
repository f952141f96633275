/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.resp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandReaderTest {

    @Test
    void encodedCommand_isReadBack() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            List<byte[]> words = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(5); i++) {
                byte[] word = new byte[random.nextInt(40)];
                random.nextBytes(word);
                words.add(word);
            }
            byte[] sent = new RespCommand(words).encoded();
            RespCommand read = Objects.requireNonNull(reader(sent).next());
            assertThat(read.encoded()).as("seed %d", seed).isEqualTo(sent);
        }
    }

    @Test
    void annotations_areSkipped() throws IOException {
        CommandReader reader = reader("#TS:1700000000\r\n*1\r\n$4\r\nping\r\n#TS:1700000001\r\n");
        assertThat(Objects.requireNonNull(reader.next()).name()).isEqualTo("PING");
        assertThat(reader.next()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "*2\r\n$3\r\nGET\r\n", "*1\r\n$4\r\nPI", "*1\r\n$4\r\nPING", "*1\r\n$4"})
    void endWithinCommand_isReported(String text) {
        assertThatThrownBy(() -> reader(text).next()).isInstanceOf(EOFException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PING\r\n",
                "*0\r\n",
                "*-1\r\n",
                "*x\r\n",
                "*99999999999\r\n",
                "*1\r\n$-1\r\n",
                "*1\r\n$999999999\r\nx",
                "*1\r\n:4\r\n",
                "*1\r\n$1\r\nab\r\n"
            })
    void malformedCommand_isRejected(String text) {
        assertThatThrownBy(() -> reader(text).next())
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(EOFException.class);
    }

    @Test
    void endlessLine_isRejected() {
        assertThatThrownBy(() -> reader("*" + "1".repeat(10_000)).next()).hasMessageContaining("a line longer than");
    }

    private static CommandReader reader(String text) {
        return reader(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static CommandReader reader(byte[] bytes) {
        return new CommandReader(new ByteArrayInputStream(bytes));
    }
}
