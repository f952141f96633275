/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rqscheduler.api.WireFormatException;
import dev.rqscheduler.internal.wire.pickle.PickleReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every opcode by hand, the malformed ones too; and the same bytes in CPython where there is one. */
class PickleOpcodeTest {
    private record Case(String pickle, String repr) {}

    private static final List<Case> VALUES = List.of(
            new Case("N.", "None"),
            new Case("\u0088.", "True"),
            new Case("\u0089.", "False"),
            new Case("I01\n.", "True"),
            new Case("I00\n.", "False"),
            new Case("I-12\n.", "-12"),
            new Case("L123456789012345678901L\n.", "123456789012345678901"),
            new Case("L-7\n.", "-7"),
            new Case("K\u00ff.", "255"),
            new Case("M\u00ff\u00fe.", "65279"),
            new Case("J\u00fe\u00ff\u00ff\u00ff.", "-2"),
            new Case("\u008a\0.", "0"),
            new Case("\u008a\1\u0080.", "-128"),
            new Case("\u008a\2\u0080\0.", "128"),
            new Case("\u008b\3\0\0\0\1\0\1.", "65537"),
            new Case("F1.5\n.", "1.5"),
            new Case("F-inf\n.", "-inf"),
            new Case("Fnan\n.", "nan"),
            new Case("G?\u00f0\0\0\0\0\0\0.", "1.0"),
            new Case("S'a\\'\\n\\x41\\101\\q'\n.", "\"a'\\nAA\\\\q\""),
            new Case("S\"it's\"\n.", "\"it's\""),
            new Case("T\3\0\0\0abc.", "'abc'"),
            new Case("U\3abc.", "'abc'"),
            new Case("Va\\u0416\\U0001f600\u00e9\\x\n.", "'a\u0416\ud83d\ude00\u00e9\\\\x'"),
            new Case("X\2\0\0\0\u00c3\u00a9.", "'\u00e9'"),
            new Case("\u008c\2\u00c3\u00a9.", "'\u00e9'"),
            new Case("\u008c\3\u00ed\u00a0\u0080.", "'\\ud800'"),
            new Case("\u008c\4\u00f0\u009f\u0098\u0080.", "'\ud83d\ude00'"),
            new Case("\u008d\2\0\0\0\0\0\0\0ab.", "'ab'"),
            new Case("B\2\0\0\0a\u00ff.", "b'a\\xff'"),
            new Case("C\1'.", "b\"'\""),
            new Case("\u008e\1\0\0\0\0\0\0\0z.", "b'z'"),
            new Case("\u0096\1\0\0\0\0\0\0\0'.", "bytearray(b\"\\'\")"),
            new Case(").", "()"),
            new Case("K\1\u0085.", "(1,)"),
            new Case("K\1K\2\u0086.", "(1, 2)"),
            new Case("K\1K\2K\3\u0087.", "(1, 2, 3)"),
            new Case("(K\1K\2K\3K\4t.", "(1, 2, 3, 4)"),
            new Case("].", "[]"),
            new Case("]K\1a.", "[1]"),
            new Case("](K\1K\2e.", "[1, 2]"),
            new Case("(K\1K\2l.", "[1, 2]"),
            new Case("}.", "{}"),
            new Case("}K\1K\2s.", "{1: 2}"),
            new Case("}(K\1K\2K\3K\4u.", "{1: 2, 3: 4}"),
            new Case("(K\1K\2d.", "{1: 2}"),
            new Case("}(K\1K\2\u0088K\3G?\u00f0\0\0\0\0\0\0K\4u.", "{1: 4}"),
            new Case("\u008f.", "set()"),
            new Case("\u008f(K\1K\2K\1\u0090.", "{1, 2}"),
            new Case("(K\1\u0091.", "frozenset({1})"),
            new Case("(\u0091.", "frozenset()"),
            new Case("K\1K\0020.", "1"),
            new Case("K\1(K\2K\0031.", "1"),
            new Case("K\1(0.", "1"),
            new Case("K\0012\u0086.", "(1, 1)"),
            new Case("]p0\n0g0\n.", "[]"),
            new Case("]q\7(h\7h\7t.", "([], [])"),
            new Case("]r\0\1\0\0(j\0\1\0\0j\0\1\0\0t.", "([], [])"),
            new Case("]\u0094h\0\u0086.", "([], [])"),
            new Case("\u0080\5\u0095\1\0\0\0\0\0\0\0N.", "None"),
            new Case("]q\0h\0a.", "[[...]]"),
            new Case("}q\0K\1h\0s.", "{1: {...}}"),
            new Case("]q\0h\0\u0085q\1a.", "[([...],)]"),
            new Case("c__builtin__\nset\n(](K\1K\2etR.", "{1, 2}"),
            new Case("c__builtin__\nfrozenset\n(]K\1atR.", "frozenset({1})"),
            new Case("c_codecs\nencode\n(V\u00e9\nVlatin1\ntR.", "b'\\xe9'"),
            new Case("c__builtin__\nbytes\n)R.", "b''"),
            new Case("c__builtin__\nbytearray\n(V\u00e9\nVlatin-1\ntR.", "bytearray(b'\\xe9')"),
            new Case("cbuiltins\nbytearray\nC\1a\u0085R.", "bytearray(b'a')"),
            new Case("cdatetime\ndate\nC\4\7\u00ea\2\3\u0085R.", "datetime.date(2026, 2, 3)"),
            new Case("cdatetime\ntimedelta\n(K\1K\2K\3tR.", "datetime.timedelta(days=1, seconds=2, microseconds=3)"),
            new Case(
                    "cdatetime\ndatetime\nC\12\7\u00ea\u0082\3\4\5\6\0\0\7\u0085R.",
                    "datetime.datetime(2026, 2, 3, 4, 5, 6, 7, fold=1)"),
            new Case("cdatetime\ntime\nC\6\u0081\2\3\0\0\0\u0085R.", "datetime.time(1, 2, 3, fold=1)"),
            new Case("cdatetime\ntimezone\ncdatetime\ntimedelta\n)R\u0085R.", "datetime.timezone.utc"));

    /** What Python would need somebody's module for: kept as data. */
    private static final List<Case> OBJECTS = List.of(
            new Case("cm\nPoint\n.", "<m.Point>"),
            new Case("\u008c\1m\u008c\5Point\u0093.", "<m.Point>"),
            new Case("cm\nPoint\n)\u0081}K\1K\2sb.", "<m.Point object>"),
            new Case("cm\nPoint\n)}\u0092.", "<m.Point object>"),
            new Case("cm\nmake\n)R.", "<m.make object>"),
            new Case("(K\1im\nPoint\n.", "m.Point(1)"),
            new Case("(cm\nPoint\nK\1o.", "m.Point(1)"),
            new Case("cbuiltins\ngetattr\n(cm\nColour\nVRED\ntR.", "<m.Colour.RED>"),
            new Case("ccopy_reg\n_reconstructor\n(cm\nPoint\nc__builtin__\nobject\nNtR.", "<m.Point object>"),
            new Case("cm\nStack\n)\u0081(K\1K\2e.", "m.Stack([1, 2])"),
            new Case("cos\nsystem\n(Vtrue\ntR.", "os.system('true')"),
            new Case("cm\nload\ncm\nOrder\n\u0085R.", "<m.Order object>"),
            new Case("cm\nload\nK\1\u0085R.", "m.load(1)"),
            new Case("cbuiltins\nmap\n(cm\nf\n]tR.", "map(<m.f>, [])"),
            new Case("cm\nColor\nK\2\u0085R.", "m.Color(2)"),
            new Case("ccopyreg\n__newobj__\n(cm\nPoint\nK\1tR.", "m.Point(1)"),
            new Case("ccopyreg\n__newobj_ex__\n(cm\nPoint\n(K\1t}Va\nK\2stR.", "m.Point(1, a=2)"),
            new Case("cm\nPoint\nK\1\u0085}Va\nK\2s\u0092.", "m.Point(1, a=2)"),
            new Case("cm\nPoint\n)\u0081}V__dict__\n}Va\nK\1ssb.", "m.Point(a=1)"),
            new Case("cm\nPoint\n)\u0081}(V_a\nK\1Vb\nK\2Vc d\nK\3ub.", "m.Point(b=2, ...)"),
            new Case("cm\nPoint\n)\u0081(K\1K\2tb.", "<m.Point object>"),
            new Case("cm\nA\u0007B\n.", "<m.A\\x07B>"),
            new Case(
                    "cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\nK\0\u0085C\1btR(K\1tb.",
                    "<numpy.ndarray object>"),
            new Case("cexceptions\nValueError\nVx\n\u0085R.", "ValueError('x')"),
            new Case("cexceptions\nOSError\n(K\2Vx\nVfile\ntR.", "FileNotFoundError(2, 'x')"),
            new Case("c__builtin__\nunicode\n.", "<class 'str'>"),
            new Case("curllib2\nURLError\n.", "<urllib.error.URLError>"),
            new Case("\u0080\3cexceptions\nValueError\n.", "<exceptions.ValueError>"),
            new Case("P17\n.", "<persistent object '17'>"),
            new Case("K\7Q.", "<persistent object 7>"),
            new Case("\u0082\7.", "<copyreg.extension.7>"),
            new Case("\u0083\7\1.", "<copyreg.extension.263>"),
            new Case("\u0084\7\0\1\0.", "<copyreg.extension.65543>"),
            new Case("U\1\u00e9.", "b'\\xe9'"));

    private static final List<String> MALFORMED = List.of(
            "",
            "N",
            ".",
            "0.",
            "1.",
            "2.",
            "(.",
            "(t",
            "K",
            "M\1.",
            "J\1\2\3",
            "\u008a\5\1.",
            "\u008b\u00ff\u00ff\u00ff\u00ff.",
            "\u008b\0\0\0\u0080.",
            "I\n.",
            "I1x\n.",
            "I1",
            "L\n.",
            "F\n.",
            "F0x1p3\n.",
            "F1e400\n.",
            "F1d\n.",
            "G\0.",
            "Sabc\n.",
            "S'\n.",
            "S'\\x4'\n.",
            "T\u00ff\u00ff\u00ff\u00ff.",
            "V\\u12\n.",
            "V\\U00110000\n.",
            "X\4\0\0\0\u00c3\u00a9.",
            "\u008c\2\u00c3(.",
            "\u008c\2\u00c0\u0080.",
            "\u008c\4\u00f4\u0090\u0080\u0080.",
            "\u008d\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f.",
            "B\u00ff\u00ff\u00ff\u00ff.",
            "\u0096\0\0\0\0\0\0\0\u0080.",
            "\u0085.",
            "K\1\u0086.",
            "t.",
            "]a.",
            "NK\1a.",
            "(K\1e.",
            "}K\1s.",
            "}(K\1u.",
            "]K\1K\2s.",
            "}]K\1s.",
            "}K\1\u0085]\u0085K\2s.",
            "(K\1d.",
            "\u008f(]\u0090.",
            "\u0090.",
            "(]\u0091.",
            "NNb.",
            "g0\n.",
            "h\0.",
            "j\0\0\0\0.",
            "gx\n.",
            "p0\n.",
            "q\0.",
            "\u0094.",
            "]px\n.",
            "]p-1\n.",
            "]p99999999999\n.",
            "\u0080\6.",
            "\u0080.",
            "\u0095\u00ff\0\0\0\0\0\0\0N.",
            "\u0095\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ffN.",
            "NNR",
            "NR.",
            "N\u0081.",
            "NN\u0092.",
            "(o.",
            "cm\nx",
            "c\u00ff\nx\n.",
            "NN\u0093.",
            "\u0082\0.",
            "\u0084\0\0\0\u0080.",
            "Q.",
            "]Q.",
            "\u0097.",
            "N\u0098.",
            "\u00ff.",
            "K\1(K\2\u0086.",
            "K\1(2.",
            "[1]",
            "{}",
            "x");

    static List<Arguments> values() {
        var all = new ArrayList<Arguments>();
        all().forEach(one -> all.add(Arguments.of(one.pickle(), one.repr())));
        return all;
    }

    private static List<Case> all() {
        var all = new ArrayList<>(VALUES);
        all.addAll(OBJECTS);
        return all;
    }

    private static byte[] bytes(String pickle) {
        return pickle.getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @MethodSource("values")
    void opcode(String pickle, String repr) {
        assertThat(PyRepr.of(PickleReader.read(bytes(pickle)))).isEqualTo(repr);
    }

    @Test
    void cpythonReadsTheSame() throws Exception {
        var lines = Python.run(
                "pickle_peer.py",
                VALUES.stream().map(one -> Python.base64(bytes(one.pickle()))).toList(),
                "load");
        for (int i = 0; i < lines.size(); i++) {
            assertThat(Python.text(lines.get(i).split(" ")[0]))
                    .isEqualTo(VALUES.get(i).repr());
        }
        assertThat(lines).hasSameSizeAs(VALUES);
    }

    @Test
    void malformedPicklesAreRefusedWithOneException() {
        for (String pickle : MALFORMED) {
            assertThatThrownBy(() -> PickleReader.read(bytes(pickle)))
                    .as(pickle)
                    .isInstanceOf(WireFormatException.class)
                    .hasMessageStartingWith("unreadable pickle: ");
        }
    }
}
