/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decodes the path and the query of a URL, and forms. Input that serves only to bypass checks is refused: dot segments, empty
 * segments, backslashes, control characters, malformed escapes and invalid UTF-8. An escaped slash is part of its segment: job ids
 * may contain slashes, and no path here ever becomes a file name.
 */
final class UrlText {

    private static final int MOST_FIELDS = 200;

    private UrlText() {}

    /** Splits a raw path into decoded segments. */
    static List<String> segments(String raw) {
        if (!raw.startsWith("/")) {
            throw refused();
        }
        if (raw.equals("/")) {
            return List.of();
        }
        List<String> segments = new ArrayList<>();
        for (String part : raw.substring(1).split("/", -1)) {
            String segment = decoded(part, false);
            if (segment.isEmpty()
                    || segment.equals(".")
                    || segment.equals("..")
                    || segment.contains("\\")
                    || segment.chars().anyMatch(Character::isISOControl)) {
                throw refused();
            }
            segments.add(segment);
        }
        return List.copyOf(segments);
    }

    /** Parses the names and values of a query or form: {@code a=1&b=two+words}. */
    static Map<String, List<String>> fields(String text) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        if (text.isEmpty()) {
            return fields;
        }
        int count = 0;
        for (String pair : text.split("&", MOST_FIELDS + 2)) {
            if (++count > MOST_FIELDS) {
                throw HttpProblem.badRequest("too many fields; the limit is " + MOST_FIELDS);
            }
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals), true);
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1), true);
            fields.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
        }
        return fields;
    }

    /** Decodes percent escapes, and, as in queries and forms, {@code +} if it means a space. */
    private static String decoded(String text, boolean plusIsBlank) {
        if (text.indexOf('%') < 0
                && !(plusIsBlank && text.indexOf('+') >= 0)
                && text.chars().allMatch(c -> c < 128)) {
            return text;
        }
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(in.length);
        for (int i = 0; i < in.length; i++) {
            if (in[i] == '%') {
                if (i + 2 >= in.length) {
                    throw badEscape();
                }
                out.put((byte) (hex(in[i + 1]) << 4 | hex(in[i + 2])));
                i += 2;
            } else {
                out.put(in[i] == '+' && plusIsBlank ? (byte) ' ' : in[i]);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(out.flip()).toString();
        } catch (CharacterCodingException e) {
            throw badEscape();
        }
    }

    private static int hex(byte digit) {
        int value = Character.digit(digit, 16);
        if (value < 0) {
            throw badEscape();
        }
        return value;
    }

    private static HttpProblem refused() {
        return HttpProblem.badRequest(
                "the path must not contain empty or dot segments, backslashes or control characters");
    }

    private static HttpProblem badEscape() {
        return HttpProblem.badRequest("a percent escape is malformed or not valid UTF-8");
    }
}
