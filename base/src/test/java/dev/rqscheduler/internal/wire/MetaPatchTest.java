/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.WireFormatException;
import dev.rqscheduler.internal.wire.pickle.PickleWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random metas, patched here and loaded in Python: the C and the Python unpickler, from memory and from a file, must all
 * give the old dict with that one key set, of the same type and in the same order.
 */
class MetaPatchTest {
    private static final int COUNT = 1500;
    private static final int ODD = 400;
    private static final int GROWTH = 400;
    private static final List<String> KEYS =
            List.of("interval", "repeat", "absent", "user", "k\u00e9", "x".repeat(300));
    private static final List<BigInteger> NUMBERS = List.of(
            BigInteger.ZERO,
            BigInteger.valueOf(255),
            BigInteger.valueOf(256),
            BigInteger.valueOf(65_535),
            BigInteger.valueOf(65_536),
            BigInteger.valueOf(-1),
            BigInteger.valueOf(Integer.MIN_VALUE),
            BigInteger.ONE.shiftLeft(31),
            BigInteger.ONE.shiftLeft(100).negate());

    private static final List<String> PIECES = List.of(
            "\u008c\6repeat",
            "\u008c\6repeatK\5s",
            "(\u008c\6repeat",
            "\u008c\6repeatq\1",
            "h\1",
            "h\1K\7s",
            "s",
            "u",
            "(",
            "K\5",
            "K\6q\2",
            "h\2",
            "h\2",
            "s",
            "M\1\2",
            "I5\n",
            "L6L\n",
            "J\1\0\0\0",
            "\u008a\1\7",
            "2",
            "0",
            "1",
            "N",
            "]",
            "a",
            "e",
            "}",
            "d",
            "t",
            "\u0085",
            "\u0086",
            "h\0",
            "q\3",
            "h\3",
            "\u0094",
            "\u0088");

    @Test
    void metasThatPythonWrote() throws Exception {
        long seed = 1;
        var lines = Python.run("meta_peer.py", List.of(), "generate", String.valueOf(seed), String.valueOf(COUNT));
        assertThat(lines).hasSize(COUNT);
        check(seed, lines.stream().map(Python::bytes).toList());
    }

    @Test
    void metasThatJavaWrote() throws Exception {
        long seed = 2;
        var random = new Random(seed);
        var values = new RandomValues(random);
        var metas = new ArrayList<byte[]>();
        for (int i = 0; i < COUNT; i++) {
            var entries = new ArrayList<PyValue.Entry>();
            for (int item = random.nextInt(6); item > 0; item--) {
                entries.add(new PyValue.Entry(values.text(5), values.value(1)));
            }
            for (String key : KEYS.subList(0, random.nextInt(3))) {
                entries.add(
                        random.nextInt(entries.size() + 1), new PyValue.Entry(new PyValue.Str(key), number(random)));
            }
            metas.add(PickleWriter.write(new PyValue.Dict(entries)));
        }
        check(seed, metas);
    }

    /** Opcodes in any order, with all that can be done to a number by way of the stack and the memo. */
    @Test
    void metasThatNobodyWouldWrite() throws Exception {
        long seed = 3;
        var random = new Random(seed);
        var metas = new ArrayList<byte[]>();
        while (metas.size() < ODD) {
            var soup = new StringBuilder(random.nextBoolean() ? "}" : "}q\0");
            for (int left = 1 + random.nextInt(15); left > 0; left--) {
                soup.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            var bytes = soup.append('.').toString().getBytes(StandardCharsets.ISO_8859_1);
            if (isMeta(bytes)) {
                metas.add(bytes);
            }
        }
        check(seed, metas);
    }

    private static boolean isMeta(byte[] bytes) {
        try {
            return Meta.parse(bytes).get("repeat").isPresent();
        } catch (WireFormatException e) {
            return false;
        }
    }

    private static PyValue number(Random random) {
        return new PyValue.Int(NUMBERS.get(random.nextInt(NUMBERS.size())));
    }

    private static void check(long seed, List<byte[]> metas) throws Exception {
        var random = new Random(seed);
        var input = new ArrayList<String>();
        for (var before : metas) {
            String key = KEYS.get(random.nextInt(KEYS.size()));
            var patched = before;
            var last = BigInteger.ZERO;
            // Patching what is already patched is the common case: a repeat count goes down run by run.
            for (int times = random.nextInt(3); times >= 0; times--) {
                last = NUMBERS.get(random.nextInt(NUMBERS.size()));
                patched = Meta.parse(patched).withInteger(key, last);
            }
            assertThat(patched.length).as("seed %s", seed).isLessThan(before.length + GROWTH);
            assertThat(Meta.parse(patched).get(key)).as("seed %s", seed).contains(new PyValue.Int(last));
            input.add(String.join("\t", Python.base64(before), Python.base64(patched), key, last.toString()));
        }
        var lines = Python.run("meta_peer.py", input, "check");
        assertThat(lines).hasSameSizeAs(metas).containsOnly("ok");
    }
}
