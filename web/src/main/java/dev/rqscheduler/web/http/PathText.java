/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a raw path into decoded segments. Input that serves only to bypass checks is refused: dot segments, empty segments,
 * backslashes, control characters, malformed escapes and invalid UTF-8. An escaped slash is part of its segment: job ids may
 * contain slashes, and no path here ever becomes a file name.
 */
final class PathText {

    private PathText() {}

    /**
     * Splits a path.
     *
     * @throws HttpProblem if it is refused
     */
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
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..") || segment.contains("\\")) {
                throw refused();
            }
            if (segment.chars().anyMatch(Character::isISOControl)) {
                throw refused();
            }
            segments.add(segment);
        }
        return List.copyOf(segments);
    }

    /**
     * Decodes percent escapes.
     *
     * @param plusIsBlank whether {@code +} means a space, as in queries and forms
     * @throws HttpProblem if an escape is malformed, or the bytes are not UTF-8
     */
    static String decoded(String text, boolean plusIsBlank) {
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
