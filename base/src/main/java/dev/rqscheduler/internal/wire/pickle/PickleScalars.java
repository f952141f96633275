/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.pickle;

import dev.rqscheduler.api.PyValue;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the opcodes that push one value without parts: numbers, strings, bytes, in binary and in the text of protocol 0. */
final class PickleScalars {
    private static final Pattern WHOLE = Pattern.compile("\\s*[+-]?[0-9]+\\s*");
    private static final Pattern REAL =
            Pattern.compile("\\s*[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?\\s*");
    private static final Pattern NOT_FINITE =
            Pattern.compile("\\s*([+-]?)(inf|infinity|nan)\\s*", Pattern.CASE_INSENSITIVE);
    private static final int CACHED = 1024;
    private static final PyValue.Int[] SMALL = new PyValue.Int[CACHED];

    static {
        for (int i = 0; i < CACHED; i++) {
            SMALL[i] = PyValue.Int.of(i);
        }
    }

    private final PickleInput in;
    private final PickleReader.Limits limits;

    PickleScalars(PickleInput in, PickleReader.Limits limits) {
        this.in = in;
        this.limits = limits;
    }

    /** The value of that opcode, whose operand comes next; null if the opcode is not one of these. */
    @Nullable
    PyValue read(int op) {
        return switch (op) {
            case Op.NONE -> PyValue.None.NONE;
            case Op.NEWTRUE -> new PyValue.Bool(true);
            case Op.NEWFALSE -> new PyValue.Bool(false);
            case Op.BININT1 -> whole(in.u1());
            case Op.BININT2 -> whole(in.u2());
            case Op.BININT -> whole(in.i4());
            case Op.LONG1 -> binary(in.u1());
            case Op.LONG4 -> binary(in.checked(in.i4()));
            case Op.INT -> line();
            case Op.LONG -> decimal(longDigits());
            case Op.FLOAT -> real();
            case Op.BINFLOAT -> new PyValue.Float(Double.longBitsToDouble(Long.reverseBytes(in.i8())));
            case Op.STRING -> python2(unquote());
            case Op.BINSTRING -> python2(in.take(in.checked(in.i4())));
            case Op.SHORT_BINSTRING -> python2(in.take(in.u1()));
            case Op.UNICODE -> new PyValue.Str(rawUnicode());
            case Op.SHORT_BINUNICODE -> utf8(in.take(in.u1()));
            case Op.BINUNICODE -> utf8(in.take(in.length4()));
            case Op.BINUNICODE8 -> utf8(in.take(in.length8()));
            case Op.SHORT_BINBYTES -> PyValue.Bytes.of(in.take(in.u1()));
            case Op.BINBYTES -> PyValue.Bytes.of(in.take(in.length4()));
            case Op.BINBYTES8 -> PyValue.Bytes.of(in.take(in.length8()));
            case Op.BYTEARRAY8 -> PyValue.ByteArray.of(in.take(in.length8()));
            default -> null;
        };
    }

    private static PyValue whole(int value) {
        return value >= 0 && value < CACHED ? SMALL[value] : PyValue.Int.of(value);
    }

    private PyValue binary(int length) {
        if (length > limits.maxLongBytes()) {
            throw in.fail("a whole number of " + length + " bytes");
        }
        var littleEndian = in.take(length);
        var bigEndian = new byte[length + 1];
        bigEndian[0] = (byte) (length > 0 && littleEndian[length - 1] < 0 ? -1 : 0);
        for (int i = 0; i < length; i++) {
            bigEndian[length - i] = littleEndian[i];
        }
        return new PyValue.Int(new BigInteger(bigEndian));
    }

    /** INT also carries the booleans of protocol 0 and 1, as {@code 01} and {@code 00}. */
    private PyValue line() {
        String text = latin1(in.line());
        return text.equals("01") || text.equals("00") ? new PyValue.Bool(text.equals("01")) : decimal(text);
    }

    private String longDigits() {
        String text = latin1(in.line());
        return text.endsWith("L") ? text.substring(0, text.length() - 1) : text;
    }

    private PyValue decimal(String text) {
        if (text.length() > limits.maxLongBytes() || !WHOLE.matcher(text).matches()) {
            throw in.fail("not a whole number, or one that is too long");
        }
        return new PyValue.Int(new BigInteger(text.strip()));
    }

    private PyValue real() {
        String text = latin1(in.line());
        if (text.length() <= limits.maxLongBytes()) {
            var special = NOT_FINITE.matcher(text);
            if (special.matches()) {
                double size =
                        special.group(2).toLowerCase(java.util.Locale.ROOT).equals("nan")
                                ? Double.NaN
                                : Double.POSITIVE_INFINITY;
                return new PyValue.Float(special.group(1).equals("-") ? -size : size);
            } else if (REAL.matcher(text).matches()) {
                double value = Double.parseDouble(text.strip());
                if (!Double.isInfinite(value)) {
                    return new PyValue.Float(value);
                }
            }
        }
        throw in.fail("not a floating point number");
    }

    private PyValue utf8(byte[] bytes) {
        String text = Utf8.decode(bytes);
        if (text == null) {
            throw in.fail("a string that is not UTF-8");
        }
        return new PyValue.Str(text);
    }

    /** Python 3 reads a str of Python 2 as text if it is ASCII and else gives up; the bytes are kept here. */
    private static PyValue python2(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return PyValue.Bytes.of(bytes);
            }
        }
        return new PyValue.Str(latin1(bytes));
    }

    static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** The operand of STRING: in quotes, with the escapes of a Python 2 string literal. */
    private byte[] unquote() {
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
                i = escape(line, i, end - 1, out);
            }
        }
        return out.toByteArray();
    }

    /** Handles what follows a backslash at {@code i - 1}; returns where to go on. */
    private int escape(byte[] line, int i, int end, ByteArrayOutputStream out) {
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
    private String rawUnicode() {
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

    /** Negative if one is not a digit, or the number does not fit. */
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
