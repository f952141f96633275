/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire;

import dev.rqscheduler.api.CallData;
import dev.rqscheduler.api.Serializer;
import java.util.Arrays;
import java.util.zip.Deflater;

/**
 * The compression around call data: zlib's own container, default level, as Python's {@code zlib.compress}. Reused for
 * successive calls: a new {@link Deflater} for each costs 2 microseconds and 256 KiB outside the heap. Not thread-safe;
 * must be closed.
 */
public final class Compressor implements AutoCloseable {

    private static final int BUFFER = 8192;

    private final Deflater deflater = new Deflater();
    private byte[] buffer = new byte[BUFFER];

    /** The compressed form of a call as {@link CallData#serialise(Serializer)} gives it, ready to be stored. */
    public byte[] compress(byte[] plain) {
        deflater.reset();
        deflater.setInput(plain);
        deflater.finish();
        int length = deflater.deflate(buffer);
        while (!deflater.finished()) {
            buffer = Arrays.copyOf(buffer, Math.multiplyExact(buffer.length, 2));
            length += deflater.deflate(buffer, length, buffer.length - length);
        }
        return Arrays.copyOf(buffer, length);
    }

    @Override
    public void close() {
        deflater.end();
    }
}
