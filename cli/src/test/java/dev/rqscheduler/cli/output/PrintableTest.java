/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

    @Test
    void ordinaryTextStaysAsItIs() {
        String text = "größe \"x\" \\ 日本 \ud83d\ude00";
        assertThat(Printable.line(text)).isSameAs(text);
    }

    @Test
    void nothingCanSteerATerminalOrForgeALine() {
        assertThat(Printable.line("a\nb\r\tc\u001b[2Jd\u0000\u007f\u009b\u2028\u202e\u2066"))
                .isEqualTo("a\\nb\\r\\tc\\u001b[2Jd\\u0000\\u007f\\u009b\\u2028\\u202e\\u2066");
    }

    @Test
    void longTextIsCut() {
        assertThat(Printable.cut("abcdefghij", 10)).isEqualTo("abcdefghij");
        assertThat(Printable.cut("abcdefghijk", 10)).isEqualTo("abcdefg...");
    }
}
