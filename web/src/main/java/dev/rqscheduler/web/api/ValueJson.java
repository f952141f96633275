/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.api;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.internal.wire.PyRepr;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Converts Python values to JSON. Values that JSON cannot represent become {@code {"python": "<repr>"}}. The size is bounded:
 * pickled values may share parts and can grow exponentially when written out.
 */
final class ValueJson {

    private static final int MOST_VALUES = 2_000;
    private static final int MOST_TEXT = 100_000;
    private static final int DEEPEST = 40;
    private static final int LONGEST_REPR = 2_000;

    private int values = MOST_VALUES;
    private int text = MOST_TEXT;

    private ValueJson() {}

    static @Nullable Object of(PyValue value) {
        return new ValueJson().json(value, 0);
    }

    private @Nullable Object json(PyValue value, int depth) {
        if (--values < 0 || depth > DEEPEST) {
            return cut(value);
        }
        if (value instanceof PyValue.None) {
            return null;
        } else if (value instanceof PyValue.Bool flag) {
            return flag.value();
        } else if (value instanceof PyValue.Int number && number.value().bitLength() < Long.SIZE) {
            return number.value();
        } else if (value instanceof PyValue.Float number && Double.isFinite(number.value())) {
            return number.value();
        } else if (value instanceof PyValue.Str string) {
            text -= string.value().length();
            return text < 0 ? cut(value) : string.value();
        } else if (value instanceof PyValue.List list) {
            return list(list.items(), depth);
        } else if (value instanceof PyValue.Tuple tuple) {
            return list(tuple.items(), depth);
        } else if (value instanceof PyValue.Dict dict
                && dict.entries().stream().allMatch(entry -> entry.key() instanceof PyValue.Str)) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            for (PyValue.Entry entry : dict.entries()) {
                if (values < 0) {
                    object.put("...", cut(entry.value()));
                    break;
                }
                object.put(((PyValue.Str) entry.key()).value(), json(entry.value(), depth + 1));
            }
            return object;
        }
        return python(value, LONGEST_REPR);
    }

    private List<@Nullable Object> list(List<PyValue> items, int depth) {
        List<@Nullable Object> list = new ArrayList<>();
        for (PyValue item : items) {
            list.add(json(item, depth + 1));
            if (values < 0) {
                break;
            }
        }
        return list;
    }

    private static Object cut(PyValue value) {
        return python(value, 100);
    }

    private static Map<String, Object> python(PyValue value, int longest) {
        return Map.of("python", PyRepr.of(value, longest));
    }
}
