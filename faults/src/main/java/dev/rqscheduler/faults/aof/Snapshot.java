/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.aof;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The snapshot with which an append-only file may begin ({@code aof-use-rdb-preamble}), in the form of Redis ({@code REDIS0010},
 * ...) or of Valkey 9 ({@code VALKEY080}). Only one of a server without keys can be passed over: what is in any other came
 * about by writes that are not in the file.
 */
final class Snapshot {

    private static final int MAGIC = 9;
    private static final int AUXILIARY = 0xfa;
    private static final int END = 0xff;
    private static final int CHECKSUM = 8;

    private Snapshot() {}

    /**
     * Passes over a snapshot, if there is one here.
     *
     * @param in with mark and reset
     * @param name of the file, for the message
     * @throws IOException if it cannot be read, or there are keys in it
     */
    static void skip(InputStream in, String name) throws IOException {
        in.mark(MAGIC);
        String magic = new String(in.readNBytes(MAGIC), StandardCharsets.US_ASCII);
        if (!magic.matches("REDIS\\d{4}|VALKEY\\d{3}")) {
            in.reset();
            return;
        }
        int code = in.read();
        while (code == AUXILIARY) {
            skipText(in);
            skipText(in);
            code = in.read();
        }
        if (code != END) {
            throw new IOException(name + " is the result of a rewrite: single writes cannot be read from it any more");
        }
        in.skipNBytes(CHECKSUM);
    }

    /** A text or a number; each begins with its length, in one, two or five bytes, or with the size of the number. */
    private static void skipText(InputStream in) throws IOException {
        int first = in.read();
        if (first < 0) {
            throw new EOFException("the file ends within a snapshot");
        }
        switch (first >> 6) {
            case 0 -> in.skipNBytes(first);
            case 1 -> in.skipNBytes((first & 0x3f) << 8 | in.read());
            case 3 -> in.skipNBytes(numberBytes(first & 0x3f));
            default -> throw new IOException("a field of a snapshot that is longer than any: " + first);
        }
    }

    private static int numberBytes(int encoding) throws IOException {
        return switch (encoding) {
            case 0 -> 1;
            case 1 -> 2;
            case 2 -> 4;
            default -> throw new IOException("a field of a snapshot in an unknown form: " + encoding);
        };
    }
}
