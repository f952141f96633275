/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {

    @Test
    void aLongString_endsInDots() {
        assertThat(Excerpt.of("abc", 3)).isEqualTo("abc");
        assertThat(Excerpt.of("abcd", 3)).isEqualTo("abc...");
    }

    @Test
    void aLongName_isShortenedWithinItsQuotes() {
        assertThat(Excerpt.quoted("job")).isEqualTo("\"job\"");
        assertThat(Excerpt.quoted("x".repeat(81))).isEqualTo("\"" + "x".repeat(80) + "...\"");
    }
}
