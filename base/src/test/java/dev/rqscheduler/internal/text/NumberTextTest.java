/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {

    @Test
    void numbers_haveSeparators() {
        assertThat(NumberText.number(0)).isEqualTo("0");
        assertThat(NumberText.number(1_234_567)).isEqualTo("1,234,567");
        assertThat(NumberText.number(OptionalLong.empty())).isEqualTo("unknown");
        assertThat(NumberText.number(OptionalLong.of(2_000))).isEqualTo("2,000");
    }

    @Test
    void counts_areSingularForOneOnly() {
        assertThat(NumberText.count(0, "job")).isEqualTo("0 jobs");
        assertThat(NumberText.count(1, "job")).isEqualTo("1 job");
        assertThat(NumberText.count(2_000, "job")).isEqualTo("2,000 jobs");
        assertThat(NumberText.count(OptionalLong.of(1), "job")).isEqualTo("1 job");
        assertThat(NumberText.count(OptionalLong.empty(), "job")).isEqualTo("unknown");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1023, 1023 B",
        "1024, 1.0 KB",
        "1572864, 1.5 MB",
        "5368709120, 5.0 GB",
        "9007199254740992, 8192.0 TB"
    })
    void bytes_haveTheLargestUnit(long bytes, String text) {
        assertThat(NumberText.bytes(bytes)).isEqualTo(text);
    }
}
