/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rqscheduler.api.PyValue;
import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JavaValuesTest {
    private static String repr(@Nullable Object value) {
        return PyRepr.of(PyValue.of(value));
    }

    @Test
    void scalars() {
        assertThat(repr(null)).isEqualTo("None");
        assertThat(repr(true)).isEqualTo("True");
        assertThat(repr((byte) -1)).isEqualTo("-1");
        assertThat(repr((short) 2)).isEqualTo("2");
        assertThat(repr(3)).isEqualTo("3");
        assertThat(repr(Long.MIN_VALUE)).isEqualTo("-9223372036854775808");
        assertThat(repr(BigInteger.TEN.pow(30))).isEqualTo("1" + "0".repeat(30));
        assertThat(repr(1.5f)).isEqualTo("1.5");
        assertThat(repr(0.1)).isEqualTo("0.1");
        assertThat(repr('x')).isEqualTo("'x'");
        assertThat(repr(java.nio.CharBuffer.wrap("it's"))).isEqualTo("\"it's\"");
        assertThat(repr(new byte[] {0, 'a', -1})).isEqualTo("b'\\x00a\\xff'");
    }

    @Test
    void containers() {
        assertThat(repr(List.of(1, List.of()))).isEqualTo("[1, []]");
        assertThat(repr(new int[] {1, 2})).isEqualTo("[1, 2]");
        assertThat(repr(new @Nullable Object[] {"a", null})).isEqualTo("['a', None]");
        assertThat(repr(new LinkedHashSet<>(List.of(2, 1)))).isEqualTo("{2, 1}");
        assertThat(repr(Set.of())).isEqualTo("set()");
        var map = new LinkedHashMap<@Nullable Object, Object>();
        map.put("z", 1);
        map.put(2, "two");
        map.put(null, true);
        assertThat(repr(map)).isEqualTo("{'z': 1, 2: 'two', None: True}");
        assertThat(repr(List.of(PyValue.Tuple.of(PyValue.Int.of(1))))).isEqualTo("[(1,)]");
    }

    @Test
    void dates() {
        var instant = Instant.parse("2026-02-03T04:05:06.000007999Z");
        assertThat(repr(instant)).isEqualTo("datetime.datetime(2026, 2, 3, 4, 5, 6, 7, tzinfo=datetime.timezone.utc)");
        assertThat(((PyValue.DateTime) PyValue.of(instant)).instant())
                .contains(Instant.parse("2026-02-03T04:05:06.000007Z"));
        assertThat(repr(OffsetDateTime.parse("2026-02-03T04:05+05:30")))
                .isEqualTo("datetime.datetime(2026, 2, 3, 4, 5,"
                        + " tzinfo=datetime.timezone(datetime.timedelta(seconds=19800)))");
        assertThat(repr(ZonedDateTime.parse("2026-07-01T00:00-04:00[America/New_York]")))
                .isEqualTo("datetime.datetime(2026, 7, 1, 0, 0,"
                        + " tzinfo=datetime.timezone(datetime.timedelta(days=-1, seconds=72000)))");
        assertThat(repr(LocalDateTime.parse("2026-02-03T00:00:01")))
                .isEqualTo("datetime.datetime(2026, 2, 3, 0, 0, 1)");
        assertThat(repr(LocalDate.parse("2026-02-03"))).isEqualTo("datetime.date(2026, 2, 3)");
        assertThat(repr(LocalTime.MIDNIGHT)).isEqualTo("datetime.time(0, 0)");
        assertThat(repr(Duration.ofMillis(-1500)))
                .isEqualTo("datetime.timedelta(days=-1, seconds=86398, microseconds=500000)");
        assertThat(repr(Duration.ofNanos(-1)))
                .isEqualTo("datetime.timedelta(days=-1, seconds=86399, microseconds=999999)");
    }

    @Test
    void whatIsOneObjectInJavaIsOneInPython() {
        var shared = List.of("a", "b");
        var list = (PyValue.List) PyValue.of(Arrays.asList(shared, shared));
        assertThat(list.items().get(0)).isSameAs(list.items().get(1));
    }

    @Test
    void whatCannotBeSentIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> PyValue.of("args[1]", Map.of("when", List.of(1, new File("x")))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "args[1][\"when\"][1] (java.io.File) cannot be sent to a Python worker; use null,");
        assertThatThrownBy(() -> PyValue.of(new BigDecimal("1.1")))
                .hasMessageStartingWith("value (java.math.BigDecimal)");
        assertThatThrownBy(() -> PyValue.of("args[0]", List.of(LocalDate.of(10_000, 1, 1))))
                .hasMessage("args[0][0]: Python supports the years 1 to 9999, not 10000");
        assertThatThrownBy(() -> PyValue.of(Instant.MAX)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PyValue.of(Duration.ofSeconds(Long.MAX_VALUE)))
                .hasMessageContaining("at most 999999999 days");
        assertThatThrownBy(() -> PyValue.of(Set.of(List.of())))
                .hasMessageContaining("a Python dict key or set item cannot be a list");
        assertThatThrownBy(() -> PyValue.of(Map.of(1, "a", 1L, "b")))
                .hasMessageContaining("another key of the same map is equal to it in Python");
    }

    @Test
    void cyclesAndDepthAreRefused() {
        List<Object> list = new ArrayList<>();
        Map<String, Object> map = new HashMap<>();
        list.add(map);
        map.put("back", list);
        assertThatThrownBy(() -> PyValue.of(list)).hasMessageStartingWith("value[0][\"back\"] contains itself;");
        Object deep = "x";
        for (int i = 0; i < 100_000; i++) {
            deep = new Object[] {deep};
        }
        Object nested = deep;
        assertThatThrownBy(() -> PyValue.of("args[3]", nested))
                .hasMessage("args[3] is nested deeper than 200 levels, which Python cannot read");
    }

    @Test
    void whatIsSharedManyTimesOverIsConvertedOnce() {
        Object shared = "x";
        for (int i = 0; i < 150; i++) {
            shared = new Object[] {shared, shared};
        }
        assertThat(PyRepr.of(PyValue.of(shared), 1000)).hasSize(1003);
    }
}
