/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.cli.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void timesAreWrittenTwiceAndNumbersPlainly() {
        Json json = new Json()
                .put("a", Instant.ofEpochSecond(1_000_000_000))
                .put("b", Instant.parse("2026-11-23T10:00:00.25Z"))
                .put("c", (Instant) null)
                .put("n", 10_000_000_000L);
        assertThat(printed(json))
                .isEqualTo("{\"a\":\"2001-09-09T01:46:40Z\",\"a_epoch\":1000000000,"
                        + "\"b\":\"2026-11-23T10:00:00.250Z\",\"b_epoch\":1795428000.25,\"c\":null,\"c_epoch\":null,"
                        + "\"n\":10000000000}");
    }

    @Test
    void anyTextStaysOnOneLine() {
        String text = "a\nb\"\\\u0000\u2028\ud83d\ude00\ud800";
        Map<String, Object> read = JsonText.object(
                printed(new Json().put("t", text).put("m", Map.of("k\n", "v")).put("x", new BigDecimal("1E+3"))));
        assertThat(read.get("m")).isEqualTo(Map.of("k\n", "v"));
        assertThat(String.valueOf(read.get("t"))).startsWith("a\nb\"\\\u0000\u2028\ud83d\ude00");
        assertThat(read.get("x")).isEqualTo(new BigDecimal("1000"));
    }

    private static String printed(Json json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        json.printTo(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        String text = bytes.toString(StandardCharsets.UTF_8);
        assertThat(text.lines()).hasSize(1);
        return text.stripTrailing();
    }
}
