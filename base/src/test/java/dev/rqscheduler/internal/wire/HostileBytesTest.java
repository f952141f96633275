/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.rqscheduler.api.CallData;
import dev.rqscheduler.api.Octets;
import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.WireFormatException;
import dev.rqscheduler.internal.wire.pickle.PickleReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random damage and random opcodes: the answer is a value or a WireFormatException, and never anything else. */
class HostileBytesTest {
    private static final int DAMAGED = 105_000;
    private static final int SOUP = 105_000;

    /** Every opcode, so that a random byte is seldom an unknown one. */
    private static final String OPCODES = "(.0122FIJKLMNPQRSTUVXabcd}eghijl]opqrst)uGBC"
            + "\u0080\u0081\u0082\u0083\u0084\u0085\u0086\u0087\u0088\u0089\u008a\u008b\u008c\u008d\u008e\u008f"
            + "\u0090\u0091\u0092\u0093\u0094\u0095\u0096";

    private static final List<String> OPERANDS = List.of(
            "K\1",
            "M\1\2",
            "I1\n",
            "L2L\n",
            "F1.5\n",
            "Vtext\n",
            "\u008c\6repeat",
            "C\1x",
            "cdatetime\ndatetime\n",
            "c__builtin__\nset\n",
            "ccollections\nOrderedDict\n",
            "ccollections\nUserDict\n",
            "ccollections\nChainMap\n",
            "ccollections\nCounter\n",
            "ccollections\ndeque\n",
            "ccopy_reg\n_reconstructor\n",
            "cbuiltins\ngetattr\n",
            "c_operator\nor_\n",
            "cuuid\nUUID\n",
            "V__new__\n",
            "Vmaps\n",
            "Vdata\n",
            "cm\nMine\n",
            "\u0081",
            "q\0",
            "h\0",
            "q\1",
            "h\1",
            "g0\n",
            "p0\n",
            "\u0094",
            "\u008a\1\1",
            "(",
            "]",
            "}",
            ")",
            "\u008f",
            "N",
            "e",
            "u",
            "s",
            "a",
            "\u0085",
            "\u0086",
            "t",
            "2",
            "R",
            "b");

    @Test
    void damagedPickles() throws Exception {
        long seed = 31;
        var random = new Random(seed);
        var originals = originals();
        int read = 0;
        for (int i = 0; i < DAMAGED; i++) {
            var bytes = originals.get(random.nextInt(originals.size())).clone();
            for (int damage = 1 + random.nextInt(3); damage > 0 && bytes.length > 0; damage--) {
                bytes = damaged(bytes, random, originals);
            }
            read += tried(bytes, seed) ? 1 : 0;
        }
        assertThat(read).as("damaged pickles that are still values").isBetween(DAMAGED / 100, DAMAGED);
    }

    @Test
    void opcodeSoup() {
        long seed = 32;
        var random = new Random(seed);
        int read = 0;
        for (int i = 0; i < SOUP; i++) {
            var soup = new StringBuilder();
            for (int left = 1 + random.nextInt(30); left > 0; left--) {
                if (random.nextInt(5) == 0) {
                    soup.append(OPCODES.charAt(random.nextInt(OPCODES.length())));
                } else {
                    soup.append(OPERANDS.get(random.nextInt(OPERANDS.size())));
                }
            }
            soup.append('.');
            read += tried(soup.toString().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1), seed) ? 1 : 0;
        }
        assertThat(read).as("soups that are values").isBetween(SOUP / 100, SOUP);
    }

    private static List<byte[]> originals() throws Exception {
        var originals = new ArrayList<byte[]>();
        var seen = new java.util.HashSet<Octets>();
        for (var field : Vectors.fields()) {
            var bytes = field.name().equals("data") ? Compressor.inflateOrSame(field.serialised()) : field.serialised();
            // Every one up to a kilobyte: the damage is the same in longer ones, and hits less that matters.
            if (bytes.length <= 1024 && seen.add(Octets.copyOf(bytes))) {
                originals.add(bytes);
            }
        }
        for (var sample : PickledArgument.samples("3.14")) {
            originals.add(Python.bytes(sample.pickle()));
        }
        return originals;
    }

    private static byte[] damaged(byte[] bytes, Random random, List<byte[]> originals) {
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(5)) {
            case 0 -> bytes[at] = (byte) random.nextInt(256);
            case 1 -> bytes[at] = (byte) OPCODES.charAt(random.nextInt(OPCODES.length()));
            case 2 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 3 -> {
                return Arrays.copyOf(bytes, at);
            }
            default -> {
                var other = originals.get(random.nextInt(originals.size()));
                int length = Math.min(random.nextInt(20), Math.min(other.length, bytes.length - at));
                System.arraycopy(other, random.nextInt(other.length - length + 1), bytes, at, length);
            }
        }
        return bytes;
    }

    /** Everything that is done with bytes from outside; true if they are a value. */
    private static boolean tried(byte[] bytes, long seed) {
        try {
            patched(bytes);
            described(bytes);
            var value = PickleReader.read(bytes);
            if (PyRepr.of(value, 300).length() > 303) {
                throw new IllegalStateException("a repr that is too long");
            }
            return true;
        } catch (WireFormatException e) {
            return false;
        } catch (RuntimeException | StackOverflowError e) {
            return fail("seed " + seed + ", bytes " + HexFormat.of().formatHex(bytes), e);
        }
    }

    private static void patched(byte[] bytes) {
        try {
            var meta = Meta.parse(bytes);
            var patched = meta.withInteger("repeat", 70_000);
            assertThat(Meta.parse(patched).get("repeat")).contains(PyValue.Int.of(70_000));
        } catch (WireFormatException e) {
            named(e, "meta ");
        }
    }

    private static void described(byte[] bytes) {
        try {
            assertThat(CallData.decode(bytes).description()).isNotEmpty();
        } catch (WireFormatException e) {
            named(e, "data: ");
        }
    }

    private static void named(WireFormatException e, String start) {
        if (!String.valueOf(e.getMessage()).startsWith(start)) {
            throw new IllegalStateException("a message that does not name the field", e);
        }
    }
}
