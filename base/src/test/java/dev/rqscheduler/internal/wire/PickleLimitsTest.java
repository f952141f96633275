/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.WireFormatException;
import dev.rqscheduler.internal.wire.pickle.PickleReader;
import dev.rqscheduler.internal.wire.pickle.PickleWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Short pickles that ask for more than they are worth. */
class PickleLimitsTest {
    private static void refused(String pickle, String reason) {
        assertThatThrownBy(() -> PickleReader.read(pickle.getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void deepNesting() {
        refused("]".repeat(502) + "a".repeat(501) + ".", "nested deeper than 500 levels");
        refused(")" + "\u0085".repeat(400_000) + ".", "nested deeper than 500 levels");
        refused("}" + ")" + "\u0085".repeat(400_000) + "Ns.", "nested deeper than 500 levels");
        // Each list is shallow where it is first met; the last one reaches through all of them.
        refused("(" + "]q\0" + "\u0085".repeat(400) + "q\1" + "h\1" + "\u0085".repeat(400) + "t.", "nested deeper");
        assertThat(PickleReader.read(("]".repeat(400) + "a".repeat(399) + ".").getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(PyValue.List.class);
    }

    @Test
    void manyValues() {
        refused("N".repeat(500_001) + ".", "more than 500000 values");
        refused("(".repeat(500_001) + ".", "more than 500000 values");
        refused("K\1" + "2".repeat(500_001) + ".", "more than 500000 values");
        var memo = new StringBuilder("N");
        for (int i = 0; i <= 250_000; i++) {
            memo.append('\u0094');
        }
        refused(memo + ".", "more than 250000 memo entries");
    }

    @Test
    void longNumbers() {
        refused("\u008b\u00cd\u0010\0\0" + "\1".repeat(4301) + ".", "a whole number of 4301 bytes");
        refused("L" + "1".repeat(4301) + "\n.", "not a whole number, or one that is too long");
        var printed = PyRepr.of(PickleReader.read(
                ("\u008b\u00cc\u0010\0\0" + "\1".repeat(4300) + ".").getBytes(StandardCharsets.ISO_8859_1)));
        assertThat(printed).isEqualTo("<int of 34393 bits>");
    }

    @Test
    void valuesThatDoubleWithEveryLevel() {
        var doubling = new StringBuilder("N");
        for (int i = 0; i < 200; i++) {
            doubling.append("2\u0086");
        }
        var value = PickleReader.read((doubling + ".").getBytes(StandardCharsets.ISO_8859_1));
        assertThat(PyRepr.of(value, 1000)).hasSize(1003);
        assertThat(value.toString()).hasSize(203);
        // As a dict key it would have to be hashed along every path.
        refused("}" + doubling + "Ns.", "take too long to compare");
    }

    @Test
    void tooManyBytes() {
        var limits = new PickleReader.Limits(10, 5, 5, 5, 5);
        assertThatThrownBy(() -> PickleReader.read(new byte[11], limits))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("11 bytes, more than 10");
    }

    @Test
    void whatCannotBeWrittenIsRefused() {
        PyValue deep = PyValue.None.NONE;
        for (int i = 0; i < 100_000; i++) {
            deep = PyValue.List.of(deep);
        }
        var nested = deep;
        assertThatThrownBy(() -> PickleWriter.write(nested))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("deeper than 200 levels");
        for (PyValue opaque : List.of(
                new PyValue.Global("os", "system"),
                new PyValue.Persistent(PyValue.None.NONE),
                new PyValue.Recursive("[...]"))) {
            assertThatThrownBy(() -> PickleWriter.write(PyValue.List.of(opaque)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("cannot be pickled");
        }
    }
}
