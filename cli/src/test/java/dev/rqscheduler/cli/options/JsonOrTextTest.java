/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.internal.wire.PyRepr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonOrTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "5|5",
                " -5|-5",
                "123456789012345678901234567890|123456789012345678901234567890",
                "1.5|1.5",
                "1e3|1000.0",
                "true|True",
                "false|False",
                "null|None",
                "[1, \"a\", null]|[1, 'a', None]",
                "{\"b\": 1, \"a\": {\"z\": []}}|{'b': 1, 'a': {'z': []}}",
                "\"5\"|'5'",
                "\"true\"|'true'",
            })
    void jsonIsWhatItLooksLike(String text, String python) {
        assertThat(PyRepr.of(CallOptions.JsonOrText.read(text), 1_000)).isEqualTo(python);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "hello",
                "007",
                "1.",
                "+1",
                "NaN",
                "Infinity",
                "-Infinity",
                "True",
                "None",
                "nul",
                "truely",
                "[1,",
                "{a: 1}",
                "\"open",
                "5 apples",
                "2026-11-23",
                "1 2",
                "ü",
                "-x"
            })
    void allElseIsTextAsItStands(String text) {
        assertThat(CallOptions.JsonOrText.read(text)).isEqualTo(new PyValue.Str(text));
    }

    @Test
    void nestingWithoutEndIsTextAndNoStackOverflow() {
        String deep = "[".repeat(100_000);
        assertThat(CallOptions.JsonOrText.read(deep)).isEqualTo(new PyValue.Str(deep));
    }
}
