/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.tzdata;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;

/**
 * Reads a TZif file of RFC 9636, versions 1 to 4: of its two blocks the one of 64 bits, if there is one, and the
 * footer, a POSIX TZ string for the time after the last change. Whether time is called daylight-saving, and how a zone
 * abbreviates its name, has no effect on an instant and is not kept.
 */
final class TzifReader {
    private static final int MAGIC = 0x545A6966;
    private static final int RESERVED = 15;
    private static final int MOST_TYPES = 256;
    private static final int TYPE_BYTES = 6;

    /** The year 1: older zic write a change at the Big Bang, which no calendar has. */
    private static final long EARLIEST = -62_135_596_800L;

    private static final long LATEST = 253_402_300_799L;

    private final ByteBuffer in;

    private TzifReader(byte[] bytes) {
        this.in = ByteBuffer.wrap(bytes);
    }

    /**
     * @throws IllegalArgumentException if it is not a TZif file; the message says why
     */
    static ZoneRules read(byte[] bytes) {
        try {
            return new TzifReader(bytes).rules();
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("it ends too early", e);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("it has an impossible time or offset: " + e.getMessage(), e);
        }
    }

    private ZoneRules rules() {
        Counts first = counts();
        if (first.version() == 0) {
            return block(first, Integer.BYTES, "");
        }
        skip(first.bytes(Integer.BYTES));
        Counts second = counts();
        int start = in.position();
        skip(second.bytes(Long.BYTES));
        String footer = footer();
        in.position(start);
        return block(second, Long.BYTES, footer);
    }

    private ZoneRules block(Counts counts, int width, String footer) {
        if (counts.leaps() > 0) {
            throw new IllegalArgumentException(
                    "it counts leap seconds, which Unix time does not; use the zone without \"right/\"");
        }
        long[] times = new long[counts.times()];
        for (int i = 0; i < times.length; i++) {
            times[i] = width == Long.BYTES ? in.getLong() : in.getInt();
            if (i > 0 && times[i] <= times[i - 1]) {
                throw new IllegalArgumentException("its changes are not in order");
            }
        }
        int[] types = new int[times.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = Byte.toUnsignedInt(in.get());
        }
        ZoneOffset[] offsets = new ZoneOffset[counts.types()];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = ZoneOffset.ofTotalSeconds(in.getInt());
            in.getShort(); // whether it is daylight-saving time, and its abbreviation
        }
        Changes changes = new Changes(offsets[0]);
        for (int i = 0; i < times.length; i++) {
            if (times[i] > LATEST) {
                break;
            }
            if (times[i] < EARLIEST) {
                changes.startWith(offsets[types[i]]);
            } else {
                changes.add(times[i], offsets[types[i]]);
            }
        }
        return footer.isEmpty() ? changes.rules() : PosixZone.parse(footer).continuing(changes);
    }

    private Counts counts() {
        if (in.getInt() != MAGIC) {
            throw new IllegalArgumentException("it is not a TZif file");
        }
        int version = in.get();
        skip(RESERVED);
        Counts counts =
                new Counts(version, in.getInt(), in.getInt(), in.getInt(), in.getInt(), in.getInt(), in.getInt());
        if (counts.types() < 1 || counts.types() > MOST_TYPES) {
            throw new IllegalArgumentException("it has " + counts.types() + " local time types");
        }
        if (counts.times() < 0 || counts.leaps() < 0 || counts.bytes(Long.BYTES) < 0) {
            throw new IllegalArgumentException("it has a negative count");
        }
        if (counts.bytes(Integer.BYTES) > in.remaining()) {
            throw new BufferUnderflowException();
        }
        return counts;
    }

    private String footer() {
        if (in.get() != '\n') {
            throw new IllegalArgumentException("it has no footer");
        }
        int start = in.position();
        while (in.get() != '\n') {
            // The next byte is read by the condition.
        }
        return new String(in.array(), start, in.position() - 1 - start, StandardCharsets.ISO_8859_1);
    }

    private void skip(long bytes) {
        if (bytes > in.remaining()) {
            throw new BufferUnderflowException();
        }
        in.position(in.position() + (int) bytes);
    }

    /** The six counts of a header, in their order there. */
    private record Counts(int version, int universal, int standard, int leaps, int times, int types, int characters) {
        long bytes(int width) {
            long negative = universal | standard | leaps | times | types | characters;
            return negative < 0
                    ? -1
                    : (long) times * (width + 1)
                            + (long) types * TYPE_BYTES
                            + characters
                            + (long) leaps * (width + Integer.BYTES)
                            + standard
                            + universal;
        }
    }
}
