/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.PyValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fixed samples; the tests against a real CPython cover more. */
class PyReprTest {
    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "2e23, 2e+23",
        "1e23, 1e+23",
        "1e16, 1e+16",
        "9999999999999998, 9999999999999998.0",
        "123456789.125, 123456789.125",
        "1e-4, 0.0001",
        "1e-5, 1e-05",
        "1.5e-10, 1.5e-10",
        "4.9e-324, 5e-324",
        "5.684341886080802e-14, 5.684341886080802e-14",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "-0.0, -0.0",
        "100, 100.0",
        "NaN, nan",
        "-Infinity, -inf",
    })
    void floats(double value, String repr) {
        assertThat(PyFloat.repr(value)).isEqualTo(repr);
    }

    @Test
    void textChoosesItsQuotesAndEscapes() {
        assertThat(repr("a")).isEqualTo("'a'");
        assertThat(repr("it's")).isEqualTo("\"it's\"");
        assertThat(repr("it's \"so\"")).isEqualTo("'it\\'s \"so\"'");
        assertThat(repr("\\\n\r\t\0\u007f")).isEqualTo("'\\\\\\n\\r\\t\\x00\\x7f'");
        assertThat(repr("\u00e9\u00a0\u00ad\u2028\u0416\ue000")).isEqualTo("'\u00e9\\xa0\\xad\\u2028\u0416\\ue000'");
        assertThat(repr("\ud83d\ude00\udb40\udc01\ud800")).isEqualTo("'\ud83d\ude00\\U000e0001\\ud800'");
    }

    private static String repr(String text) {
        return PyRepr.of(new PyValue.Str(text));
    }

    @Test
    void secretsThatAnObjectIsMadeOfAreNotShown() {
        var kwargs = new PyValue.Dict(List.of(
                new PyValue.Entry(new PyValue.Str("user"), new PyValue.Str("ann")),
                new PyValue.Entry(new PyValue.Str("db_password"), new PyValue.Str("hunter2"))));
        var type = new PyValue.Global("shop", "Login");
        var object = new PyValue.Reduced(
                new PyValue.Global("copyreg", "__newobj_ex__"),
                new PyValue.Tuple(List.of(type, PyValue.Tuple.of(), kwargs)),
                null,
                null,
                List.of(),
                List.of());
        assertThat(PyRepr.of(object)).isEqualTo("shop.Login(user='ann', db_password=...)");
    }

    @Test
    void theLengthIsBounded() {
        var list = new PyValue.List(List.of(new PyValue.Str("x".repeat(1_000_000)), PyValue.None.NONE));
        assertThat(PyRepr.of(list, 10)).isEqualTo("['xxxxxxxx...");
        assertThat(PyRepr.of(PyValue.Tuple.of(), 2)).isEqualTo("()");
        assertThat(PyRepr.of(PyValue.Tuple.of(), 1)).isEqualTo("(...");
        assertThat(PyRepr.of(new PyValue.Str("\ud83d\ude00"), 2)).isEqualTo("'...");
    }

    @Test
    void theDepthIsBounded() {
        PyValue deep = PyValue.List.of();
        for (int i = 0; i < 100_000; i++) {
            deep = PyValue.Dict.of(Map.of("k", deep));
        }
        assertThat(PyRepr.of(deep, 1_000_000)).contains("{...: ...}").hasSizeLessThan(5000);
        assertThat(deep.toString()).hasSize(203);
    }
}
