/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.pickle;

import java.io.ByteArrayOutputStream;

/** The two text forms of protocol 0: a quoted str of Python 2, and text with {@code \\u} escapes. */
final class PickleText {
    private PickleText() {}

    /** The operand of STRING: in quotes, with the escapes of a Python 2 string literal. */
    static byte[] unquote(PickleInput in) {
        var line = in.line();
        int end = line.length;
        while (end > 0 && line[end - 1] <= ' ' && line[end - 1] >= 0) {
            end--;
        }
        if (end < 2 || line[0] != line[end - 1] || (line[0] != '\'' && line[0] != '"')) {
            throw in.fail("a string without its quotes");
        }
        var out = new ByteArrayOutputStream(end);
        int i = 1;
        while (i < end - 1) {
            int c = line[i++];
            if (c != '\\') {
                out.write(c);
            } else if (i == end - 1) {
                throw in.fail("a string that ends in a backslash");
            } else {
                i = escape(line, i, end - 1, out, in);
            }
        }
        return out.toByteArray();
    }

    /** Handles what follows a backslash at {@code i - 1}; returns where to go on. */
    private static int escape(byte[] line, int i, int end, ByteArrayOutputStream out, PickleInput in) {
        int c = line[i];
        int plain = "\\'\"abfnrtv".indexOf(c);
        if (plain >= 0) {
            out.write("\\'\"\u0007\b\f\n\r\t\u000b".charAt(plain));
            return i + 1;
        } else if (c == 'x') {
            int value = i + 3 <= end ? digits(line, i + 1, 2, 16) : -1;
            if (value < 0) {
                throw in.fail("a string with an invalid \\x escape");
            }
            out.write(value);
            return i + 3;
        } else if (c >= '0' && c <= '7') {
            int next = i;
            int value = 0;
            while (next < end && next < i + 3 && line[next] >= '0' && line[next] <= '7') {
                value = value * 8 + line[next++] - '0';
            }
            out.write(value);
            return next;
        }
        out.write('\\');
        out.write(c);
        return i + 1;
    }

    /** The operand of UNICODE: Latin-1, with escapes of four or eight hex digits behind a backslash and u or U for the rest. */
    static String rawUnicode(PickleInput in) {
        var line = in.line();
        var out = new StringBuilder(line.length);
        int i = 0;
        while (i < line.length) {
            int c = line[i++] & 0xff;
            if (c != '\\' || i == line.length) {
                out.append((char) c);
                continue;
            }
            int kind = line[i++] & 0xff;
            int size = kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
            if (size == 0) {
                out.append('\\').append((char) kind);
                continue;
            }
            int value = i + size <= line.length ? digits(line, i, size, 16) : -1;
            if (!Character.isValidCodePoint(value)) {
                throw in.fail("a string with an invalid \\u escape");
            }
            out.appendCodePoint(value);
            i += size;
        }
        return out.toString();
    }

    /** The number in {@code size} digits; negative if one of them is none or the number does not fit. */
    private static int digits(byte[] line, int from, int size, int radix) {
        long value = 0;
        for (int i = from; i < from + size; i++) {
            int digit = line[i] < 0 ? -1 : Character.digit(line[i], radix);
            if (digit < 0) {
                return -1;
            }
            value = value * radix + digit;
        }
        return value > Integer.MAX_VALUE ? -1 : (int) value;
    }
}
