/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire;

import dev.rqscheduler.api.Octets;
import java.util.Locale;

/** Prints strings and bytes inside quotes as Python does. */
public final class PyText {
    private PyText() {}

    /** Appends {@code repr(text)}; stops soon after {@code out} has become longer than {@code limit}. */
    public static void appendRepr(StringBuilder out, String text, int limit) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        out.append(quote);
        for (int i = 0; i < text.length() && out.length() <= limit; ) {
            int c = text.codePointAt(i);
            if (!appendCommon(out, c, quote)) {
                appendWide(out, c);
            }
            i += Character.charCount(c);
        }
        out.append(quote);
    }

    /**
     * Appends {@code repr(bytes)}; stops like {@link #appendRepr(StringBuilder, String, int)}.
     *
     * @param mutable true for the content of a bytearray, where CPython escapes a single quote inside double ones too
     */
    public static void appendRepr(StringBuilder out, Octets bytes, boolean mutable, int limit) {
        boolean single = false;
        boolean twofold = false;
        for (int i = 0; i < bytes.length(); i++) {
            single |= bytes.at(i) == '\'';
            twofold |= bytes.at(i) == '"';
        }
        char quote = single && !twofold ? '"' : '\'';
        out.append('b').append(quote);
        for (int i = 0; i < bytes.length() && out.length() <= limit; i++) {
            if (mutable && bytes.at(i) == '\'') {
                out.append("\\'");
            } else if (!appendCommon(out, bytes.at(i), quote)) {
                out.append(String.format(Locale.ROOT, "\\x%02x", bytes.at(i)));
            }
        }
        out.append(quote);
    }

    /** Appends a string without quotes, with escapes for unprintable characters; stops soon after {@code limit}. */
    public static void appendPrintable(StringBuilder out, String text, int limit) {
        for (int i = 0; i < text.length() && out.length() <= limit; ) {
            int c = text.codePointAt(i);
            if (c >= 0x20 && c < 0x7f) {
                out.append((char) c);
            } else if (!appendCommon(out, c, '\'')) {
                appendWide(out, c);
            }
            i += Character.charCount(c);
        }
    }

    /** Returns whether Python accepts it as an attribute name in source code. */
    public static boolean isIdentifier(String text) {
        return !text.isEmpty()
                && (text.charAt(0) == '_' || Character.isUnicodeIdentifierStart(text.codePointAt(0)))
                && text.codePoints().allMatch(c -> Character.isUnicodeIdentifierPart(c) && printable(c));
    }

    /** Returns the first {@code length} UTF-16 units, one less if that would split a surrogate pair. */
    public static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        boolean tears = length > 0 && Character.isSurrogatePair(text.charAt(length - 1), text.charAt(length));
        return text.substring(0, tears ? length - 1 : length);
    }

    /** Handles what strings and bytes have in common: printable ASCII, the quote and the short escapes. */
    private static boolean appendCommon(StringBuilder out, int c, char quote) {
        switch (c) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\\' -> out.append("\\\\");
            default -> {
                if (c == quote) {
                    out.append('\\').append(quote);
                } else if (c >= 0x20 && c < 0x7f) {
                    out.append((char) c);
                } else {
                    return false;
                }
            }
        }
        return true;
    }

    private static void appendWide(StringBuilder out, int c) {
        if (printable(c)) {
            out.appendCodePoint(c);
        } else {
            String form = c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x";
            out.append(String.format(Locale.ROOT, form, c));
        }
    }

    private static boolean printable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }
}
