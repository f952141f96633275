/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rqscheduler.api.CallData;
import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.Serializer;
import dev.rqscheduler.api.WireFormatException;
import dev.rqscheduler.internal.wire.pickle.PickleReader;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

class CallDataTest {
    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void aPickledCallHasPythonsBytesInsideZlib() {
        var data = CallData.of("vecjobs.add", List.of(), Map.of()).encode(Serializer.PICKLE);
        assertThat(HexFormat.of().formatHex(data)).startsWith("789c");
        assertThat(HexFormat.of().formatHex(Compressor.inflateOrSame(data)))
                .isEqualTo("8005951600000000000000288c0b7665636a6f62732e616464944e297d9474942e");
    }

    @Test
    void aJsonCallIsTheTextOfJsonDumps() {
        var kwargs = new LinkedHashMap<String, Object>();
        kwargs.put("z", Map.of("a", 1));
        kwargs.put("\ud83d\ude00", "\u007f\"\\\n\b");
        var call =
                CallData.of("vecjobs.add", Arrays.asList(1, "h\u00e9", Arrays.asList(1.5, null, true), 1e16), kwargs);
        var data = call.encode(Serializer.JSON);
        assertThat(new String(Compressor.inflateOrSame(data), StandardCharsets.US_ASCII))
                .isEqualTo("[\"vecjobs.add\", null, [1, \"h\\u00e9\", [1.5, null, true], 1e+16],"
                        + " {\"z\": {\"a\": 1}, \"\\ud83d\\ude00\": \"\\u007f\\\"\\\\\\n\\b\"}]");
        assertThat(CallData.decode(data)).isEqualTo(call);
    }

    @Test
    void whatIsEncodedIsDecoded() {
        var kwargs = new LinkedHashMap<String, Object>();
        kwargs.put("b", new byte[] {1});
        kwargs.put("a", Instant.parse("2026-01-15T13:00:00Z"));
        var call = CallData.of("m.f", Arrays.asList(1, null, List.of("x")), kwargs);
        assertThat(CallData.decode(call.encode(Serializer.PICKLE))).isEqualTo(call);
        assertThat(call.kwargs().keySet()).containsExactly("b", "a");
    }

    @Test
    void jsonRefusesWhatItCannotCarryByName() {
        assertThatThrownBy(() -> CallData.of("f", List.of(1, Map.of("when", Instant.EPOCH)), Map.of())
                        .encode(Serializer.JSON))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("args[1][\"when\"] (datetime) cannot be sent as JSON;");
        assertThatThrownBy(() ->
                        CallData.of("f", List.of(), Map.of("k", new byte[0])).encode(Serializer.JSON))
                .hasMessageStartingWith("kwargs[\"k\"] (bytes) cannot be sent as JSON;");
        assertThatThrownBy(() -> CallData.of("f", List.of(), Map.of("k", List.of(new Object()))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("kwargs[\"k\"][0] (java.lang.Object) cannot be sent to a Python worker;");
    }

    @Test
    void olderAndOtherFormsAreDecoded() {
        var expected = CallData.of("f", List.of(1), Map.of("k", 2));
        assertThat(CallData.decode(latin1("(Vf\nN(K\1t}Vk\nK\2st."))).isEqualTo(expected);
        assertThat(CallData.decode(latin1("(Vf\nN(K\1l}Vk\nK\2sl."))).isEqualTo(expected);
        assertThat(CallData.decode(latin1("[\"f\", null, [1], {\"k\": 2}]"))).isEqualTo(expected);
    }

    @Test
    void whatIsNoCallIsRefusedInWords() {
        for (String bad : List.of(
                "",
                "x",
                "N.",
                "(Vf\nN)t.",
                "(NN)}t.",
                "(Vf\nN}}t.",
                "(Vf\nN))t.",
                "(Vf\nN)}K\1K\2st.",
                "[1]",
                "{}",
                "[\"f\", null, [], {}] x")) {
            assertThatThrownBy(() -> CallData.decode(latin1(bad)))
                    .as(bad)
                    .isInstanceOf(WireFormatException.class)
                    .hasMessageStartingWith("data: ");
        }
    }

    @Test
    void aZipBombIsNotUnpacked() {
        var deflater = new Deflater(Deflater.BEST_COMPRESSION);
        deflater.setInput(new byte[200 << 20]);
        deflater.finish();
        var bomb = new ByteArrayOutputStream();
        var buffer = new byte[64 << 10];
        while (!deflater.finished()) {
            bomb.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        assertThat(bomb.size()).isLessThan(1 << 20);
        assertThatThrownBy(() -> CallData.decode(bomb.toByteArray()))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("inflates to more than 16777216 bytes");
    }

    @Test
    void aTornZlibStreamIsTakenAsItIs() {
        var data = CallData.of("f", List.of("x".repeat(500)), Map.of()).encode(Serializer.PICKLE);
        assertThatThrownBy(() -> CallData.decode(Arrays.copyOf(data, data.length - 6)))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("the unknown opcode 0x78");
    }

    @Test
    void descriptionCutsByCodePointsAndSortsAsText() {
        var kwargs = new LinkedHashMap<String, Object>();
        kwargs.put("b", 1);
        kwargs.put("a", "\ud83d\ude00".repeat(80));
        kwargs.put("B", 2);
        assertThat(CallData.of("f", List.of("y".repeat(73), "y".repeat(74)), kwargs)
                        .description())
                .isEqualTo("f('" + "y".repeat(73) + "', '" + "y".repeat(74) + "..., B=2, a='"
                        + "\ud83d\ude00".repeat(74) + "..., b=1)");
        assertThat(CallData.of("f", List.of(), Map.of()).description()).isEqualTo("f()");
    }

    @Test
    void theInstanceIsKept() {
        var call = new CallData("run", PyValue.Int.of(7), List.of(), Map.of());
        var tuple = (PyValue.Tuple) PickleReader.read(Compressor.inflateOrSame(call.encode(Serializer.PICKLE)));
        assertThat(tuple.items().get(1)).isEqualTo(PyValue.Int.of(7));
        assertThat(CallData.decode(call.encode(Serializer.PICKLE))).isEqualTo(call);
    }
}
