/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.resp;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads commands one by one from a connection or a file. Not thread-safe. */
public final class CommandReader {

    private static final int MAX_WORDS = 1_000_000;
    private static final int MAX_WORD_BYTES = 64 * 1024 * 1024;
    private static final int MAX_LINE = 4_096;

    private final InputStream in;

    public CommandReader(InputStream in) {
        this.in = in instanceof BufferedInputStream ? in : new BufferedInputStream(in, 1 << 16);
    }

    /**
     * @return the next command; null where the stream ends between two commands
     * @throws EOFException if it ends within one
     * @throws IOException if it cannot be read, or is no stream of commands
     */
    public @Nullable Command next() throws IOException {
        int first = in.read();
        while (first == '#') {
            // An annotation of the append-only file (aof-timestamp-enabled), a line of its own.
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
                throw new IOException("a word is longer than its length says");
            }
            words.add(word);
        }
        return new Command(words);
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
            throw new IOException("not a length: \"" + text + "\"", e);
        }
        throw new IOException("length " + text + " is not within 0 to " + most);
    }

    private String line() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the stream ends within a line");
            }
            if (text.length() >= MAX_LINE) {
                throw new IOException("a line of more than " + MAX_LINE + " bytes");
            }
            text.append((char) c);
        }
        int end = text.length() - 1;
        return end >= 0 && text.charAt(end) == '\r' ? text.substring(0, end) : text.toString();
    }
}
