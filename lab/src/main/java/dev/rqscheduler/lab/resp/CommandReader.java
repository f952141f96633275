/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.resp;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads commands from a connection or a file. Not thread-safe. */
public final class CommandReader {

    private static final int MAX_WORDS = 1_000_000;
    private static final int MAX_WORD_BYTES = 64 * 1024 * 1024;
    private static final int MAX_LINE = 4_096;

    private final InputStream in;

    public CommandReader(InputStream in) {
        this.in = in instanceof BufferedInputStream ? in : new BufferedInputStream(in, 1 << 16);
    }

    /**
     * Returns the next command, or null if the stream ends between two commands.
     *
     * @throws EOFException if the stream ends within a command
     * @throws IOException if the stream cannot be read, or is not a stream of commands
     */
    public @Nullable RespCommand next() throws IOException {
        int first = in.read();
        while (first == '#') {
            // An annotation line of the append-only file (aof-timestamp-enabled).
            line();
            first = in.read();
        }
        if (first < 0) {
            return null;
        }
        int count = length(first, '*', MAX_WORDS);
        if (count < 1) {
            throw new IOException("a command without a name");
        }
        List<byte[]> words = new ArrayList<>(Math.min(count, 1_024));
        for (int i = 0; i < count; i++) {
            int size = length(in.read(), '$', MAX_WORD_BYTES);
            byte[] word = in.readNBytes(size);
            if (word.length < size) {
                throw new EOFException("the stream ends within a word");
            }
            if (!line().isEmpty()) {
                throw new IOException("a word is longer than its declared length");
            }
            words.add(word);
        }
        return new RespCommand(words);
    }

    private int length(int sign, char expected, int most) throws IOException {
        if (sign < 0) {
            throw new EOFException("the stream ends within a command");
        }
        if (sign != expected) {
            throw new IOException("expected '" + expected + "' and found byte " + sign);
        }
        String text = line();
        try {
            int length = Integer.parseInt(text);
            if (length >= 0 && length <= most) {
                return length;
            }
        } catch (NumberFormatException e) {
            throw new IOException("invalid length \"" + text + "\"", e);
        }
        throw new IOException("length " + text + " is not in the range 0 to " + most);
    }

    private String line() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the stream ends within a line");
            }
            if (text.length() >= MAX_LINE) {
                throw new IOException("a line longer than " + MAX_LINE + " bytes");
            }
            text.append((char) c);
        }
        int end = text.length() - 1;
        return end >= 0 && text.charAt(end) == '\r' ? text.substring(0, end) : text.toString();
    }
}
