/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.json;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.internal.wire.PyFloat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * JSON byte for byte as Python's {@code json.dumps} writes it by default: a space after comma and colon, only ASCII,
 * {@code NaN} and {@code Infinity} as such.
 */
public final class JsonWriter {
    private static final int MAX_DEPTH = 200;
    /** CPython refuses to read longer whole numbers from text. */
    private static final int MAX_INT_DIGITS = 4300;

    private final StringBuilder out = new StringBuilder();

    private JsonWriter() {}

    /**
     * Returns a value as JSON.
     *
     * @param place names the value in messages, for example {@code args}
     * @throws IllegalArgumentException if JSON cannot represent a part of it; the message names the place
     */
    public static byte[] write(String place, PyValue value) {
        var writer = new JsonWriter();
        writer.append(place, value, 0);
        return writer.out.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private void append(String place, PyValue value, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("a value nested deeper than " + MAX_DEPTH + " levels cannot be sent");
        }
        if (value instanceof PyValue.None) {
            out.append("null");
        } else if (value instanceof PyValue.Bool bool) {
            out.append(bool.value());
        } else if (value instanceof PyValue.Int number) {
            out.append(digits(place, number));
        } else if (value instanceof PyValue.Float real) {
            out.append(real(real));
        } else if (value instanceof PyValue.Str text) {
            appendText(text.value());
        } else if (value instanceof PyValue.List list) {
            appendAll(place, list.items(), depth);
        } else if (value instanceof PyValue.Tuple tuple) {
            appendAll(place, tuple.items(), depth);
        } else if (value instanceof PyValue.Dict dict) {
            appendDict(place, dict, depth);
        } else {
            throw refused(place, value);
        }
    }

    private static String digits(String place, PyValue.Int number) {
        String digits = number.value().bitLength() > 4 * MAX_INT_DIGITS
                ? ""
                : number.value().toString();
        if (digits.isEmpty() || digits.length() > MAX_INT_DIGITS) {
            throw new IllegalArgumentException(place + ": Python does not read whole numbers of more than "
                    + MAX_INT_DIGITS + " digits from JSON");
        }
        return digits;
    }

    private static String real(PyValue.Float real) {
        double value = real.value();
        if (Double.isNaN(value)) {
            return "NaN";
        } else if (Double.isInfinite(value)) {
            return value > 0 ? "Infinity" : "-Infinity";
        }
        return PyFloat.repr(value);
    }

    private void appendAll(String place, List<PyValue> items, int depth) {
        out.append('[');
        for (int i = 0; i < items.size(); i++) {
            out.append(i == 0 ? "" : ", ");
            append(place + "[" + i + "]", items.get(i), depth + 1);
        }
        out.append(']');
    }

    private void appendDict(String place, PyValue.Dict dict, int depth) {
        out.append('{');
        String separator = "";
        for (var entry : dict.entries()) {
            String key = key(place, entry.key());
            out.append(separator);
            appendText(key);
            out.append(": ");
            append(place + "[\"" + key + "\"]", entry.value(), depth + 1);
            separator = ", ";
        }
        out.append('}');
    }

    /** Python turns simple keys into strings. */
    private static String key(String place, PyValue key) {
        if (key instanceof PyValue.Str text) {
            return text.value();
        } else if (key instanceof PyValue.Int number) {
            return digits(place, number);
        } else if (key instanceof PyValue.Float real) {
            return real(real);
        } else if (key instanceof PyValue.Bool bool) {
            return bool.value() ? "true" : "false";
        } else if (key instanceof PyValue.None) {
            return "null";
        }
        throw refused(place + " (a key)", key);
    }

    private void appendText(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\f' -> out.append("\\f");
                case '\b' -> out.append("\\b");
                default -> {
                    if (c < ' ' || c > '~') {
                        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static IllegalArgumentException refused(String place, PyValue value) {
        String type = value.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        return new IllegalArgumentException(place + " (" + type + ") cannot be sent as JSON;"
                + " use None, bool, int, float, str, list and dict, or the pickle serializer");
    }
}
