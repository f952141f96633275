/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.json;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.WireFormatException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cursor over JSON that accepts exactly what Python's {@code json} module accepts: {@code NaN} and {@code Infinity}
 * are numbers, and a string may hold half a surrogate pair, which Jackson rejects in names. Positions are UTF-16 units.
 */
public final class JsonReader {
    private static final int MAX_BYTES = 16 << 20;
    private static final int MAX_DEPTH = 500;
    /** CPython's own limit for whole numbers in text. */
    private static final int MAX_INT_DIGITS = 4300;

    private static final Pattern NUMBER =
            Pattern.compile("-?(?:0|[1-9][0-9]*+)(\\.[0-9]++)?([eE][-+]?[0-9]++)?|NaN|-?Infinity");

    private final String text;
    private final Matcher number;
    private int position;

    private JsonReader(String text) {
        this.text = text;
        this.number = NUMBER.matcher(text);
    }

    /**
     * Parses a JSON document in UTF-8.
     *
     * @throws WireFormatException if Python could not read it either, it is longer than 16 MiB, or it is nested deeper
     *     than 500 levels
     */
    public static PyValue read(byte[] json) {
        var reader = of(json);
        var value = reader.value(0);
        reader.end();
        return value;
    }

    /** @throws WireFormatException if the bytes are not UTF-8, or more than 16 MiB */
    static JsonReader of(byte[] json) {
        if (json.length > MAX_BYTES) {
            throw new WireFormatException("JSON of " + json.length + " bytes; the limit is " + MAX_BYTES);
        }
        try {
            return new JsonReader(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(json))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new WireFormatException("unreadable JSON: it is not UTF-8", e);
        }
    }

    String text() {
        return text;
    }

    int position() {
        return position;
    }

    /** Skips white space; the next character, or 0 at the end. */
    char peek() {
        while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
        return position < text.length() ? text.charAt(position) : 0;
    }

    /** Consumes that character after any white space, if it comes next. */
    boolean take(char expected) {
        if (peek() == expected && position < text.length()) {
            position++;
            return true;
        }
        return false;
    }

    void need(char expected) {
        if (!take(expected)) {
            throw fail("'" + expected + "' is missing");
        }
    }

    void end() {
        peek();
        if (position < text.length()) {
            throw fail("trailing characters");
        }
    }

    PyValue value(int depth) {
        if (depth > MAX_DEPTH) {
            throw fail("nested deeper than " + MAX_DEPTH + " levels");
        }
        return switch (peek()) {
            case '{' -> dict(depth);
            case '[' -> new PyValue.List(items(depth));
            case '"' -> new PyValue.Str(string());
            case 't' -> word("true", new PyValue.Bool(true));
            case 'f' -> word("false", new PyValue.Bool(false));
            case 'n' -> word("null", PyValue.None.NONE);
            default -> number();
        };
    }

    private PyValue word(String word, PyValue value) {
        if (!text.startsWith(word, position)) {
            throw fail("a value is missing");
        }
        position += word.length();
        return value;
    }

    private PyValue number() {
        number.region(position, text.length());
        if (!number.lookingAt()) {
            throw fail("a value is missing");
        }
        String digits = number.group();
        position = number.end();
        return switch (digits) {
            case "NaN" -> new PyValue.Float(Double.NaN);
            case "Infinity" -> new PyValue.Float(Double.POSITIVE_INFINITY);
            case "-Infinity" -> new PyValue.Float(Double.NEGATIVE_INFINITY);
            default -> number(digits, number.group(1) == null && number.group(2) == null);
        };
    }

    private PyValue number(String digits, boolean whole) {
        if (digits.length() > MAX_INT_DIGITS) {
            throw fail("a number of more than " + MAX_INT_DIGITS + " digits");
        }
        return whole ? new PyValue.Int(new BigInteger(digits)) : new PyValue.Float(Double.parseDouble(digits));
    }

    private List<PyValue> items(int depth) {
        var items = new ArrayList<PyValue>();
        need('[');
        if (take(']')) {
            return items;
        }
        do {
            items.add(value(depth + 1));
        } while (take(','));
        need(']');
        return items;
    }

    private PyValue dict(int depth) {
        Map<String, PyValue> items = new LinkedHashMap<>();
        need('{');
        if (!take('}')) {
            do {
                String name = name();
                items.put(name, value(depth + 1));
            } while (take(','));
            need('}');
        }
        return PyValue.Dict.of(items);
    }

    /** A member's name, and the colon after it. */
    String name() {
        if (peek() != '"') {
            throw fail("a name in double quotes is missing");
        }
        String name = string();
        need(':');
        return name;
    }

    private String string() {
        int begin = ++position;
        var out = new StringBuilder();
        while (position < text.length()) {
            char c = text.charAt(position++);
            if (c == '"') {
                return out.toString();
            } else if (c < ' ') {
                throw fail("a control character in a string");
            }
            out.append(c == '\\' ? escape() : c);
        }
        position = begin;
        throw fail("an unterminated string");
    }

    private char escape() {
        char kind = position < text.length() ? text.charAt(position++) : 0;
        int plain = "\"\\/bfnrt".indexOf(kind);
        if (plain >= 0) {
            return "\"\\/\b\f\n\r\t".charAt(plain);
        } else if (kind != 'u' || position + 4 > text.length()) {
            throw fail("an invalid escape in a string");
        }
        int value = 0;
        for (int i = 0; i < 4; i++) {
            char digit = text.charAt(position++);
            if (digit > 'f' || Character.digit(digit, 16) < 0) {
                throw fail("an invalid \\u escape in a string");
            }
            value = value * 16 + Character.digit(digit, 16);
        }
        return (char) value;
    }

    private WireFormatException fail(String what) {
        return new WireFormatException("unreadable JSON: " + what + " (at character " + position + ")");
    }
}
