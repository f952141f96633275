/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire;

import dev.rqscheduler.api.PyValue;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Determines which dict keys and set items are equal in Python: {@code 1}, {@code 1.0} and {@code True} are, a string
 * and bytes never are. A key becomes a string, because colliding strings do not slow down a Java hash table.
 */
public final class PyKey {
    private PyKey() {}

    /** Returns a string that is equal for keys equal in Python; null if Python cannot hash the value. */
    public static @Nullable String of(PyValue key) {
        var text = new StringBuilder();
        return append(text, key) ? text.toString() : null;
    }

    private static boolean append(StringBuilder text, PyValue key) {
        if (key instanceof PyValue.List
                || key instanceof PyValue.Dict
                || key instanceof PyValue.Set
                || key instanceof PyValue.ByteArray
                || key instanceof PyValue.Recursive) {
            return false;
        } else if (key instanceof PyValue.Tuple tuple) {
            return appendAll(text.append('('), tuple.items(), ')');
        } else if (key instanceof PyValue.FrozenSet set) {
            return appendSet(text, set);
        }
        text.append(simple(key));
        return true;
    }

    /**
     * Returns the string of a value without parts. Each kind starts with its own letter, strings carry their length.
     */
    private static String simple(PyValue key) {
        if (key instanceof PyValue.Str str) {
            return "s" + str.value().length() + ":" + str.value();
        } else if (key instanceof PyValue.Int number) {
            return "i" + number.value().toString(16) + ";";
        } else if (key instanceof PyValue.Bool bool) {
            return bool.value() ? "i1;" : "i0;";
        } else if (key instanceof PyValue.Float real) {
            double value = real.value();
            boolean whole = value == Math.rint(value) && !Double.isInfinite(value);
            return whole ? "i" + new BigDecimal(value).toBigInteger().toString(16) + ";" : "f" + value + ";";
        } else if (key instanceof PyValue.Bytes bytes) {
            return "b" + java.util.HexFormat.of().formatHex(bytes.value().toArray()) + ";";
        }
        String other = key.toString();
        return "o" + other.length() + ":" + other;
    }

    private static boolean appendAll(StringBuilder text, List<PyValue> items, char end) {
        for (var item : items) {
            if (!append(text, item)) {
                return false;
            }
        }
        text.append(end);
        return true;
    }

    private static boolean appendSet(StringBuilder text, PyValue.FrozenSet set) {
        var items = set.items().stream().map(PyKey::of).toList();
        if (items.contains(null)) {
            return false;
        }
        text.append('{');
        items.stream().sorted().forEach(text::append);
        text.append('}');
        return true;
    }
}
