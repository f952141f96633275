/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire;

import dev.rqscheduler.api.CallData;
import dev.rqscheduler.api.Serializer;
import dev.rqscheduler.api.WireFormatException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The compression around call data: zlib's own container, default level, as Python's {@code zlib.compress}. Reused for
 * successive calls: a new {@link Deflater} for each costs 2 microseconds and 256 KiB outside the heap. Not thread-safe;
 * must be closed.
 */
public final class Compressor implements AutoCloseable {

    /** Maximum inflated size, in bytes; a few kilobytes of Redis memory can hold gigabytes of zeros. */
    public static final int MAX_INFLATED = 16 << 20;

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

    /**
     * The inflated bytes; the same bytes if they are not compressed, as RQ takes them.
     *
     * @throws WireFormatException if they inflate to more than {@link #MAX_INFLATED} bytes
     */
    public static byte[] inflateOrSame(byte[] bytes) {
        if (!hasHeader(bytes)) {
            return bytes;
        }
        var inflater = new Inflater();
        try {
            inflater.setInput(bytes);
            var out = new ByteArrayOutputStream(BUFFER);
            var buffer = new byte[BUFFER];
            while (!inflater.finished()) {
                int count = inflater.inflate(buffer);
                if (count == 0 && !inflater.finished()) {
                    return bytes; // cut short, or in need of a dictionary
                }
                out.write(buffer, 0, count);
                if (out.size() > MAX_INFLATED) {
                    throw new WireFormatException("it inflates to more than " + MAX_INFLATED + " bytes");
                }
            }
            return out.toByteArray();
        } catch (DataFormatException notCompressed) {
            return bytes;
        } finally {
            inflater.end();
        }
    }

    /** RFC 1950: method 8, and two bytes that are a multiple of 31. */
    private static boolean hasHeader(byte[] bytes) {
        return bytes.length >= 2 && (bytes[0] & 0x0f) == 8 && (((bytes[0] & 0xff) << 8) + (bytes[1] & 0xff)) % 31 == 0;
    }
}
