/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire;

import dev.rqscheduler.api.WireFormatException;
import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Reverses the compression of call data and other values by {@link Compressor}. */
public final class Zlib {
    /** Maximum inflated size, in bytes; a few kilobytes of Redis memory can hold gigabytes of zeros. */
    public static final int MAX_INFLATED = 16 << 20;

    private static final int BUFFER = 8192;

    private Zlib() {}

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
