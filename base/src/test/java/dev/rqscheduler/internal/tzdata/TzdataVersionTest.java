/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.tzdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TzdataVersionTest {

    @Test
    void versionsAreInTheOrderOfTheirRelease() {
        assertThat(Stream.of("2026za", "2026f", "2027a", "2026z", "2025b")
                        .map(text -> TzdataVersion.parse(text).orElseThrow())
                        .sorted()
                        .map(TzdataVersion::toString))
                .containsExactly("2025b", "2026f", "2026z", "2026za", "2027a");
    }

    @Test
    void whatAPackagerAddsIsLeftOut() {
        assertThat(TzdataVersion.parse("2026egtz")).isEqualTo(TzdataVersion.parse("2026e"));
        assertThat(TzdataVersion.parse(" 2026f-0+deb12u1\n")).isEqualTo(TzdataVersion.parse("2026f"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unknown", "2026", "26a", "v2026a", "2026A"})
    void anythingElseIsNoVersion(String text) {
        assertThat(TzdataVersion.parse(text)).isEqualTo(Optional.empty());
    }
}
