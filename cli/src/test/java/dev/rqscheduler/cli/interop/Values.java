/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.interop;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Values of every kind that a job can be given, and how Python prints what must arrive. */
final class Values {

    /**
     * One value.
     *
     * @param java what the client is given
     * @param python Python's repr of it
     * @param json whether JSON can carry it
     */
    record Value(@Nullable Object java, String python, boolean json) {}

    private Values() {}

    static List<Value> all() {
        return Stream.concat(plain().stream(), Stream.concat(containers().stream(), pickledOnly().stream()))
                .toList();
    }

    private static List<Value> plain() {
        String all = "\u0000\u0001\t\n\r\"'\\/\u007f\u00a0größe 日本語 🦀👩‍👧";
        return List.of(
                json(null, "None"),
                json(true, "True"),
                json(false, "False"),
                json(0, "0"),
                json((byte) -1, "-1"),
                json(255, "255"),
                json(256, "256"),
                json(65_536, "65536"),
                json(Integer.MIN_VALUE, "-2147483648"),
                json(1L << 31, "2147483648"),
                json(Long.MIN_VALUE, "-9223372036854775808"),
                json(BigInteger.TWO.pow(64), "18446744073709551616"),
                json(BigInteger.TEN.pow(700).negate(), "-1" + "0".repeat(700)),
                json(0.0, "0.0"),
                json(-0.0, "-0.0"),
                json(1.5, "1.5"),
                json(0.1, "0.1"),
                json(1e22, "1e+22"),
                json(1e-7, "1e-07"),
                json(Double.MIN_VALUE, "5e-324"),
                json(Double.MAX_VALUE, "1.7976931348623157e+308"),
                json(Double.POSITIVE_INFINITY, "inf"),
                json(Double.NEGATIVE_INFINITY, "-inf"),
                json(Double.NaN, "nan"),
                json("", "''"),
                json("it's \"so\"", "'it\\'s \"so\"'"),
                json(all, "'\\x00\\x01\\t\\n\\r\"\\'\\\\/\\x7f\\xa0größe 日本語 🦀👩\\u200d👧'"),
                json("x".repeat(70_000), "'" + "x".repeat(70_000) + "'"));
    }

    private static List<Value> containers() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("k", null);
        map.put("größe", List.of(1, List.of(), Map.of()));
        List<Object> same = List.of("same");
        return List.of(
                json(List.of(), "[]"),
                json(Arrays.asList(1, null, "a", List.of(2.0)), "[1, None, 'a', [2.0]]"),
                json(new int[] {1, 2, 3}, "[1, 2, 3]"),
                json(List.of(same, same), "[['same'], ['same']]"),
                json(Map.of(), "{}"),
                json(map, "{'k': None, 'größe': [1, [], {}]}"),
                pickled(Map.of(17, "seventeen"), "{17: 'seventeen'}"));
    }

    private static List<Value> pickledOnly() {
        return List.of(
                pickled(new byte[0], "b''"),
                pickled(new byte[] {0, 10, 39, 'A', -1}, "b\"\\x00\\n'A\\xff\""),
                pickled(Set.of(), "set()"),
                pickled(Set.of("only"), "{'only'}"),
                pickled(
                        Instant.parse("2026-03-29T01:30:00.000001Z"),
                        "datetime.datetime(2026, 3, 29, 1, 30, 0, 1, tzinfo=datetime.timezone.utc)"),
                pickled(
                        OffsetDateTime.parse("2026-03-29T01:30:00+05:30"),
                        "datetime.datetime(2026, 3, 29, 1, 30,"
                                + " tzinfo=datetime.timezone(datetime.timedelta(seconds=19800)))"),
                pickled(
                        LocalDateTime.parse("1999-12-31T23:59:59.999999"),
                        "datetime.datetime(1999, 12, 31, 23, 59, 59, 999999)"),
                pickled(LocalDate.of(2028, 2, 29), "datetime.date(2028, 2, 29)"),
                pickled(LocalTime.of(6, 5), "datetime.time(6, 5)"),
                pickled(
                        Duration.ofDays(1).plusMillis(1500),
                        "datetime.timedelta(days=1, seconds=1, microseconds=500000)"),
                pickled(Duration.ofSeconds(-1), "datetime.timedelta(days=-1, seconds=86399)"));
    }

    private static Value json(@Nullable Object java, String python) {
        return new Value(java, python, true);
    }

    private static Value pickled(@Nullable Object java, String python) {
        return new Value(java, python, false);
    }
}
