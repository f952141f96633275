/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.pickle;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * UTF-8 as pickle uses it: lone surrogates pass in both directions as three bytes each (Python's {@code surrogatepass}),
 * where Java's own codec would put question marks.
 */
final class Utf8 {
    private Utf8() {}

    static byte[] encode(String text) {
        if (!hasLoneSurrogate(text)) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        var out = new java.io.ByteArrayOutputStream(text.length() + 16);
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int size = Character.charCount(c);
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                out.write(0xe0 | (c >> 12));
                out.write(0x80 | ((c >> 6) & 0x3f));
                out.write(0x80 | (c & 0x3f));
            } else {
                out.writeBytes(text.substring(i, i + size).getBytes(StandardCharsets.UTF_8));
            }
            i += size;
        }
        return out.toByteArray();
    }

    private static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                int c = text.codePointAt(i);
                if (c <= Character.MAX_SURROGATE) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    /** The text, or null if the bytes are not UTF-8: too long a form, above U+10FFFF, a torn sequence. */
    static @Nullable String decode(byte[] bytes) {
        var out = new StringBuilder(bytes.length);
        int i = 0;
        while (i < bytes.length) {
            int first = bytes[i++];
            if (first >= 0) {
                out.append((char) first);
                continue;
            }
            int more = (first & 0xe0) == 0xc0 ? 1 : (first & 0xf0) == 0xe0 ? 2 : (first & 0xf8) == 0xf0 ? 3 : 0;
            if (more == 0 || i + more > bytes.length) {
                return null;
            }
            int c = first & (0x3f >> more);
            for (int k = 0; k < more; k++) {
                int next = bytes[i++];
                if ((next & 0xc0) != 0x80) {
                    return null;
                }
                c = (c << 6) | (next & 0x3f);
            }
            int least = more == 1 ? 0x80 : more == 2 ? 0x800 : 0x10000;
            if (c < least || c > Character.MAX_CODE_POINT) {
                return null;
            }
            out.appendCodePoint(c);
        }
        return out.toString();
    }
}
