/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.resp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** One Redis command: its name and arguments as sent over the wire. */
public record RespCommand(List<byte[]> words) {

    private static final byte[] LINE_END = {'\r', '\n'};

    public RespCommand {
        if (words.isEmpty()) {
            throw new IllegalArgumentException("a command has a name");
        }
        words = List.copyOf(words);
    }

    public static RespCommand of(String... words) {
        return new RespCommand(Arrays.stream(words)
                .map(word -> word.getBytes(StandardCharsets.UTF_8))
                .toList());
    }

    /** The name in upper case. */
    public String name() {
        return text(0).toUpperCase(Locale.ROOT);
    }

    /** Number of words, including the name. */
    public int size() {
        return words.size();
    }

    /** A word decoded as UTF-8; 0 is the name. Empty if there are fewer words. */
    public String text(int index) {
        return index < words.size() ? new String(words.get(index), StandardCharsets.UTF_8) : "";
    }

    /** The words from {@code from} on. */
    public List<String> texts(int from) {
        return words.stream()
                .skip(from)
                .map(word -> new String(word, StandardCharsets.UTF_8))
                .toList();
    }

    /** Encodes the command as an array of bulk strings, as clients send it. */
    public byte[] encoded() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        line(out, "*" + words.size());
        for (byte[] word : words) {
            line(out, "$" + word.length);
            out.writeBytes(word);
            out.writeBytes(LINE_END);
        }
        return out.toByteArray();
    }

    private static void line(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(LINE_END);
    }

    /** Returns a readable form with long words truncated. */
    @Override
    public String toString() {
        return texts(0).stream()
                .limit(12)
                .map(word -> word.length() > 60 ? word.substring(0, 60) + "..." : word)
                .collect(Collectors.joining(" "));
    }
}
