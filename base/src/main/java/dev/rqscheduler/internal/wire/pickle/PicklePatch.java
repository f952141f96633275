/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.pickle;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes bytes in the middle of a pickle. The Python unpickler reads a frame as one block and refuses an opcode whose
 * operand crosses its end, so a frame must grow by exactly what was inserted.
 */
final class PicklePatch {
    private static final int LENGTH_BYTES = 8;

    private final byte[] pickle;
    private final List<PickleMachine.Frame> frames;

    PicklePatch(byte[] pickle, List<PickleMachine.Frame> frames) {
        this.pickle = pickle;
        this.frames = frames;
    }

    /** The pickle with other bytes from {@code begin} to {@code end}; null if a frame ends between the two. */
    byte @Nullable [] replace(int begin, int end, byte[] replacement) {
        for (var frame : frames) {
            boolean inside = frame.begin() <= begin && end <= frame.end();
            boolean outside = end <= frame.header() || frame.end() <= begin;
            if (!inside && !outside) {
                return null;
            }
        }
        return splice(begin, end, replacement);
    }

    /** The pickle with more bytes before {@code at}, in the frame to which the byte there belongs. */
    byte[] insert(int at, byte[] added) {
        return splice(at, at, added);
    }

    private byte[] splice(int begin, int end, byte[] replacement) {
        int growth = replacement.length - (end - begin);
        var out = new ByteArrayOutputStream(pickle.length + Math.max(growth, 0));
        out.write(pickle, 0, begin);
        out.writeBytes(replacement);
        out.write(pickle, end, pickle.length - end);
        var patched = out.toByteArray();
        for (var frame : frames) {
            if (frame.begin() <= begin && begin < frame.end()) {
                putLength(patched, frame.header() + 1, (long) frame.end() - frame.begin() + growth);
            }
        }
        return patched;
    }

    private static void putLength(byte[] patched, int at, long length) {
        for (int i = 0; i < LENGTH_BYTES; i++) {
            patched[at + i] = (byte) (length >>> (8 * i));
        }
    }
}
