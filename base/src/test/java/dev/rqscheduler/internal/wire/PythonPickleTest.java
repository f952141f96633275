/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.internal.wire.json.JsonReader;
import dev.rqscheduler.internal.wire.json.JsonWriter;
import dev.rqscheduler.internal.wire.pickle.PickleReader;
import dev.rqscheduler.internal.wire.pickle.PickleWriter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Both directions against a real CPython, with random values. */
class PythonPickleTest {
    private static final int ALL = 1 << 24;

    @Test
    void whatPythonWritesIsReadAsItPrintsIt() throws Exception {
        int seed = 20260115;
        var lines = Python.run("pickle_peer.py", List.of(), "dump", String.valueOf(seed), "250");
        assertThat(lines).hasSize((250 + 9) * 6);
        for (String line : lines) {
            var parts = line.split(" ");
            String repr = PyRepr.of(PickleReader.read(Python.bytes(parts[0])), ALL);
            assertSame(repr, Python.text(parts[1]), "seed " + seed + ", pickle " + brief(parts[0]));
        }
    }

    @Test
    void whatIsWrittenLoadsInBothUnpicklersAndIsWhatPythonWouldWrite() throws Exception {
        long seed = 4711;
        var random = new RandomValues(new Random(seed));
        var values = new ArrayList<PyValue>();
        for (int i = 0; i < 800; i++) {
            values.add(random.value(0));
        }
        for (int size : new int[] {1, 2, 999, 1000, 1001, 2000, 20_000}) {
            values.add(new PyValue.List(random.numbers(size)));
            values.add(new PyValue.Set(random.numbers(size)));
            values.add(new PyValue.Dict(random.numbers(size).stream()
                    .map(key -> new PyValue.Entry(key, random.text(20)))
                    .toList()));
        }
        for (int length : new int[] {255, 256, 65_500, 65_535, 65_536, 200_000}) {
            values.add(PyValue.List.of(random.text(length), random.text(10), PyValue.Bytes.of(new byte[length])));
        }
        var input = values.stream().map(PickleWriter::write).map(Python::base64).toList();
        var lines = Python.run("pickle_peer.py", input, "load");
        assertThat(lines).hasSameSizeAs(values);
        for (int i = 0; i < lines.size(); i++) {
            var parts = lines.get(i).split(" ");
            String repr = PyRepr.of(values.get(i), ALL);
            assertSame(repr, Python.text(parts[0]), "seed " + seed + ", value " + i);
            assertThat(parts[1])
                    .as("Python writes %s the same, seed %s, value %s", brief(repr), seed, i)
                    .isEqualTo("1");
        }
    }

    @Test
    void floatsPrintAsInPython() throws Exception {
        long seed = 99;
        var random = new Random(seed);
        var doubles = new ArrayList<Double>();
        for (int exponent = -1074; exponent <= 1023; exponent++) {
            double power = Math.scalb(1.0, exponent);
            doubles.addAll(List.of(power, Math.nextUp(power), Math.nextDown(power)));
        }
        for (int exponent = -330; exponent <= 308; exponent++) {
            doubles.add(Double.parseDouble("1e" + exponent));
            doubles.add(Double.parseDouble("9.5e" + exponent));
        }
        for (int i = 0; i < 5_000; i++) {
            doubles.add(Double.longBitsToDouble(random.nextLong()));
            doubles.add(random.nextInt(1_000_000) / 1000.0);
        }
        var input = doubles.stream()
                .map(value -> HexFormat.of().toHexDigits(Double.doubleToRawLongBits(value)))
                .toList();
        var lines = Python.run("pickle_peer.py", input, "floats");
        for (int i = 0; i < lines.size(); i++) {
            assertThat(PyFloat.repr(doubles.get(i)))
                    .as("seed %s, bits %s", seed, input.get(i))
                    .isEqualTo(lines.get(i));
        }
        assertThat(lines).hasSameSizeAs(doubles);
    }

    @Test
    void jsonIsWhatPythonsJsonModuleWrites() throws Exception {
        long seed = 5;
        var random = new RandomValues(new Random(seed));
        var written = new ArrayList<byte[]>();
        for (int i = 0; i < 1000; i++) {
            written.add(JsonWriter.write("value", random.json(0)));
        }
        var lines = Python.run(
                "pickle_peer.py", written.stream().map(Python::base64).toList(), "json");
        assertThat(lines).hasSameSizeAs(written);
        for (int i = 0; i < lines.size(); i++) {
            assertSame(
                    PyRepr.of(JsonReader.read(written.get(i)), ALL),
                    Python.text(lines.get(i)),
                    "seed " + seed + ", value " + i);
        }
    }

    /** As isEqualTo, but a failure shows the first difference instead of two texts of a megabyte. */
    private static void assertSame(String actual, String expected, String what) {
        if (!actual.equals(expected)) {
            int at = 0;
            while (at < Math.min(actual.length(), expected.length()) && actual.charAt(at) == expected.charAt(at)) {
                at++;
            }
            assertThat(brief(actual.substring(Math.max(at - 50, 0))))
                    .as("%s, from character %s", what, at)
                    .isEqualTo(brief(expected.substring(Math.max(at - 50, 0))));
        }
    }

    private static String brief(String text) {
        return text.length() > 300 ? text.substring(0, 300) + "..." : text;
    }
}
