/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.Serializer;
import dev.rqscheduler.api.WireFormatException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetaTest {
    /** Pickle bytes from Latin-1 text, where {@code ~} stands for MEMOIZE and {@code ^} for SHORT_BINUNICODE. */
    private static byte[] pickle(String text) {
        return text.replace('~', '\u0094').replace('^', '\u008c').getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String repeat(byte[] meta) {
        return Meta.parse(meta).get("repeat").map(PyRepr::of).orElse("absent");
    }

    private static String patched(byte[] meta, long number) {
        return new String(Meta.parse(meta).withInteger("repeat", number), StandardCharsets.ISO_8859_1)
                .replace('\u0094', '~')
                .replace('\u008c', '^');
    }

    @Test
    void aProducersMetaHasPythonsBytes() {
        var meta = new LinkedHashMap<String, PyValue>();
        meta.put("interval", PyValue.Int.of(60));
        assertThat(HexFormat.of().formatHex(Meta.encode(meta, Serializer.PICKLE)))
                .isEqualTo("80059511000000000000007d948c08696e74657276616c944b3c732e");
        meta.put("repeat", PyValue.Int.of(3));
        assertThat(HexFormat.of().formatHex(Meta.encode(meta, Serializer.PICKLE)))
                .isEqualTo("8005951d000000000000007d94288c08696e74657276616c944b3c8c06726570656174944b03752e");
        assertThat(Meta.encode(meta, Serializer.JSON)).isEqualTo(json("{\"interval\": 60, \"repeat\": 3}"));
    }

    @Test
    void aNumberIsOverwrittenWhereItStands() {
        var meta = Meta.encode(Map.of("repeat", PyValue.Int.of(3)), Serializer.PICKLE);
        var expected = Meta.encode(Map.of("repeat", PyValue.Int.of(2)), Serializer.PICKLE);
        assertThat(Meta.parse(meta).withInteger("repeat", 2)).isEqualTo(expected);
    }

    @Test
    void aNumberOfAnotherSizeMovesTheEndOfItsFrame() {
        for (long from : new long[] {0, 255, 256, 65_535, 65_536, -1, 1L << 31, 1L << 40}) {
            for (long to : new long[] {0, 255, 256, 65_535, 65_536, -1, 1L << 31, 1L << 40}) {
                var before = Meta.encode(Map.of("repeat", PyValue.Int.of(from)), Serializer.PICKLE);
                var after = Meta.encode(Map.of("repeat", PyValue.Int.of(to)), Serializer.PICKLE);
                assertThat(Meta.parse(before).withInteger("repeat", to))
                        .as("%s to %s", from, to)
                        .isEqualTo(after);
            }
        }
    }

    @Test
    void theSameKeyInANestedDictDoesNotCount() {
        assertThat(repeat(pickle("}(^\1n}^\6repeat~Kcs^\1aK\1u."))).isEqualTo("absent");
        // Vector 23: the top-level key is a reference to the text inside the nested dict.
        var meta = pickle("}(^\1n}^\6repeat~Kcsh\0M\u00e8\3u.");
        assertThat(repeat(meta)).isEqualTo("1000");
        assertThat(patched(meta, 999)).isEqualTo("}(^\1n}^\6repeat~Kcsh\0M\u00e7\3u.");
    }

    @Test
    void aNumberThatTheMemoSharesIsNotOverwritten() {
        var shared = pickle("}(^\1aK\5q\0^\6repeath\0u.");
        assertThat(repeat(shared)).isEqualTo("5");
        assertThat(patched(shared, 4)).isEqualTo("}(^\1aK\5q\0^\6repeath\0u^\6repeatK\4s.");
        var first = pickle("}(^\6repeatK\5q\0^\1ah\0u.");
        assertThat(patched(first, 4)).isEqualTo("}(^\6repeatK\5q\0^\1ah\0u^\6repeatK\4s.");
        assertThat(PyRepr.of(
                        Meta.parse(Meta.parse(first).withInteger("repeat", 4)).value()))
                .isEqualTo("{'repeat': 4, 'a': 5}");
    }

    @Test
    void aDuplicatedNumberIsNotOverwritten() {
        // One number, duplicated on the stack: the value of one key, and itself a key.
        var meta = pickle("}(^\6repeatK\0052^\1au.");
        assertThat(PyRepr.of(Meta.parse(meta).value())).isEqualTo("{'repeat': 5, 5: 'a'}");
        assertThat(patched(meta, 4)).isEqualTo("}(^\6repeatK\0052^\1au^\6repeatK\4s.");
    }

    @Test
    void aNumberThatWasDroppedIsNotTakenForTheValue() {
        assertThat(patched(pickle("}^\6repeatK\7K\0050s."), 4)).isEqualTo("}^\6repeatK\4K\0050s.");
    }

    @Test
    void theLastAssignmentWins() {
        var meta = pickle("}(^\6repeatK\5^\1aK\1^\6repeatK\6u.");
        assertThat(repeat(meta)).isEqualTo("6");
        assertThat(patched(meta, 4)).isEqualTo("}(^\6repeatK\5^\1aK\1^\6repeatK\4u.");
    }

    @Test
    void aValueThatIsNoNumberIsReplacedByAnAssignment() {
        assertThat(patched(pickle("}^\6repeatNs."), 4)).isEqualTo("}^\6repeatNs^\6repeatK\4s.");
        assertThat(patched(pickle("}^\6repeat\u0088s."), 4)).isEqualTo("}^\6repeat\u0088s^\6repeatK\4s.");
    }

    @Test
    void theAssignmentGoesBeforeTheRealEnd() {
        assertThat(patched(pickle("}^\1aK.s.dead bytes."), 4)).isEqualTo("}^\1aK.s^\6repeatK\4s.dead bytes.");
    }

    @Test
    void anAssignmentEndsInTheSameFrameAsTheEndDid() {
        var meta = pickle("\u0080\5\u0095\7\0\0\0\0\0\0\0}^\1aNs.");
        assertThat(patched(meta, 4)).isEqualTo("\u0080\5\u0095\u0012\0\0\0\0\0\0\0}^\1aNs^\6repeatK\4s.");
    }

    @Test
    void patchingAThousandTimesDoesNotGrow() {
        byte[] meta = pickle("}(^\1aK\5q\0^\6repeath\0u.");
        for (int i = 2000; i > 0; i--) {
            meta = Meta.parse(meta).withInteger("repeat", i);
        }
        assertThat(meta).hasSizeLessThan(45);
        assertThat(repeat(meta)).isEqualTo("1");
    }

    @Test
    void protocolZeroStaysText() {
        assertThat(patched(pickle("(dp0\nVrepeat\np1\nI60\ns."), 59)).isEqualTo("(dp0\nVrepeat\np1\nI59\ns.");
        assertThat(patched(pickle("(dp0\nVrepeat\np1\nI60\ns."), 1L << 33))
                .isEqualTo("(dp0\nVrepeat\np1\nL8589934592L\ns.");
    }

    @Test
    void subclassesOfDictAreRead() {
        assertThat(repeat(pickle("ccollections\nOrderedDict\n)R^\6repeatK\5s.")))
                .isEqualTo("5");
        assertThat(repeat(pickle("ccollections\ndefaultdict\nc__builtin__\nint\n\u0085R^\6repeatK\5s.")))
                .isEqualTo("5");
        assertThat(repeat(pickle("ccollections\nCounter\n}^\6repeatK\5s\u0085R.")))
                .isEqualTo("5");
        assertThat(repeat(pickle("ccollections\nOrderedDict\n(lp0\n(lp1\nVrepeat\naI5\naa\u0085R.")))
                .isEqualTo("5");
        assertThat(repeat(pickle("ccopy_reg\n_reconstructor\n(cm\nSettings\nc__builtin__\ndict\n}^\6repeatK\5stR.")))
                .isEqualTo("5");
        var counter = pickle("ccollections\nCounter\n}^\6repeatK\5s\u0085R.");
        assertThat(patched(counter, 4)).endsWith("^\6repeatK\5s\u0085R^\6repeatK\4s.");
    }

    @Test
    void userDictsAreRead() {
        var meta = pickle("ccollections\nUserDict\n)\u0081}^\4data}^\6repeatK\5ssb.");
        assertThat(repeat(meta)).isEqualTo("5");
        assertThat(patched(meta, 4)).isEqualTo("ccollections\nUserDict\n)\u0081}^\4data}^\6repeatK\4ssb.");
        var python2 = pickle("ccopy_reg\n_reconstructor\n(cUserDict\nIterableUserDict\nc__builtin__\nobject\nNtR"
                + "}^\4data}^\6repeatNssb.");
        assertThat(patched(python2, 4)).endsWith("}^\6repeatNssb^\6repeatK\4s.");
        assertThat(PyRepr.of(
                        Meta.parse(Meta.parse(python2).withInteger("repeat", 4)).value()))
                .isEqualTo("{'repeat': 4}");
    }

    @Test
    void aChainMapIsAskedInItsOrderAndChangedInItsFirstMap() {
        String begin = "ccollections\nChainMap\n)\u0081}^\4maps](";
        var first = pickle(begin + "}^\6repeatK\5s}^\6repeatK\7sesb.");
        assertThat(repeat(first)).isEqualTo("5");
        assertThat(patched(first, 4)).isEqualTo(begin + "}^\6repeatK\4s}^\6repeatK\7sesb.");
        var second = pickle(begin + "}^\1aK\5s}^\6repeatK\7sesb.");
        assertThat(repeat(second)).isEqualTo("7");
        assertThat(patched(second, 6)).isEqualTo(begin + "}^\1aK\5s}^\6repeatK\7sesb^\6repeatK\6s.");
        assertThat(PyRepr.of(
                        Meta.parse(Meta.parse(second).withInteger("repeat", 6)).value()))
                .isEqualTo("ChainMap({'a': 5, 'repeat': 6}, {'repeat': 7})");
    }

    @Test
    void whatOnlyLooksLikeAUserDictIsRefused() {
        for (String other : List.of(
                "cm\nUserDict\n)\u0081}^\4data}^\6repeatK\5ssb.",
                "ccollections\nUserDict\n)\u0081}^\4data]sb.",
                "ccollections\nUserDict\n)\u0081}^\4maps]sb.",
                "ccollections\nUserDict\n}\u0085\u0081.",
                "ccollections\nChainMap\n)\u0081}^\4maps]sb.",
                "ccollections\nChainMap\n)\u0081}^\4maps]Nasb.")) {
            assertThatThrownBy(() -> Meta.parse(pickle(other)))
                    .as(other)
                    .isInstanceOf(WireFormatException.class)
                    .hasMessageStartingWith("meta cannot be read: not a dict");
        }
    }

    @Test
    void noBytesAreAnEmptyDict() {
        var meta = Meta.parse(new byte[0]);
        assertThat(meta.value()).isEqualTo(new PyValue.Dict(List.of()));
        assertThat(PyRepr.of(Meta.parse(meta.withInteger("repeat", 3)).value())).isEqualTo("{'repeat': 3}");
    }

    @Test
    void whatIsNoDictIsRefusedInWords() {
        for (String other : List.of("N.", "](K\1e.", ")\u0085.", "K\1.", "^\1a.", "\u008f.", "cm\nPoint\n)\u0081.")) {
            assertThatThrownBy(() -> Meta.parse(pickle(other)))
                    .as(other)
                    .isInstanceOf(WireFormatException.class)
                    .hasMessageStartingWith("meta cannot be read: not a dict");
        }
        assertThatThrownBy(() -> Meta.parse(json("[1]"))).hasMessage("meta cannot be read: not a dict");
        assertThatThrownBy(() -> Meta.parse(pickle("}^\6rep"))).hasMessageContaining("ends in the middle");
        assertThatThrownBy(() -> Meta.parse(new byte[Meta.MAX_BYTES + 1]))
                .isInstanceOf(WireFormatException.class)
                .hasMessage("meta has 1048577 bytes; the limit is 1048576");
    }

    @Test
    void aJsonNumberIsSplicedInAtItsPlace() {
        var meta = Meta.parse(json(" {\"\u00e9\" :1.50,\"repeat\":\t3 , \"n\": {\"repeat\": 9}}\n"));
        assertThat(meta.serializer()).isEqualTo(Serializer.JSON);
        assertThat(meta.get("repeat")).contains(PyValue.Int.of(3));
        assertThat(meta.withInteger("repeat", 10))
                .isEqualTo(json(" {\"\u00e9\" :1.50,\"repeat\":\t10 , \"n\": {\"repeat\": 9}}\n"));
        assertThat(meta.withInteger("n", -1)).isEqualTo(json(" {\"\u00e9\" :1.50,\"repeat\":\t3 , \"n\": -1}\n"));
        assertThat(meta.withInteger("new", 7))
                .isEqualTo(json(" {\"\u00e9\" :1.50,\"repeat\":\t3 , \"n\": {\"repeat\": 9}, \"new\": 7}\n"));
        assertThat(Meta.parse(json("{}")).withInteger("new", 7)).isEqualTo(json("{\"new\": 7}"));
        assertThat(Meta.parse(json("{\"a\": 1, \"b\": 2, \"a\": 3}")).withInteger("a", 4))
                .isEqualTo(json("{\"a\": 1, \"b\": 2, \"a\": 4}"));
    }
}
