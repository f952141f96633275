/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.tzdata;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes TZif files, right ones and others. */
final class TzifFile {
    private final int version;
    private final long[] times;
    private final int[] types;
    private final int[] offsets;
    private final String footer;

    /**
     * @param types for each time which of the offsets is from then on
     */
    TzifFile(int version, long[] times, int[] types, int[] offsets, String footer) {
        this.version = version;
        this.times = times;
        this.types = types;
        this.offsets = offsets;
        this.footer = footer;
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(block(Integer.BYTES));
        if (version > 0) {
            out.writeBytes(block(Long.BYTES));
            out.writeBytes(("\n" + footer + "\n").getBytes(StandardCharsets.ISO_8859_1));
        }
        return out.toByteArray();
    }

    /** A header with these six counts, and nothing behind it. */
    static byte[] header(int version, int... counts) {
        ByteBuffer out = ByteBuffer.allocate(44).putInt(0x545A6966).put((byte) (version == 0 ? 0 : '0' + version));
        out.position(20);
        for (int count : counts) {
            out.putInt(count);
        }
        return out.array();
    }

    private byte[] block(int width) {
        ByteBuffer out = ByteBuffer.allocate(10_000);
        out.put(header(version, 0, 0, 0, times.length, offsets.length, 4));
        for (long time : times) {
            if (width == Long.BYTES) {
                out.putLong(time);
            } else {
                out.putInt((int) time);
            }
        }
        for (int type : types) {
            out.put((byte) type);
        }
        for (int offset : offsets) {
            out.putInt(offset).put((byte) 0).put((byte) 0);
        }
        out.put(new byte[] {'A', 'B', 'C', 0});
        return java.util.Arrays.copyOf(out.array(), out.position());
    }
}
