/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.pickle;

import java.util.Arrays;

/**
 * Output in frames of about 64 KiB, cut where CPython's C pickler cuts them: a frame ends before the first value after
 * 64 KiB, one of less than 4 bytes has no header, and a string or bytes of 64 KiB or more are outside any frame.
 */
final class FramedOutput {
    private static final int TARGET = 64 * 1024;
    private static final int SMALLEST = 4;
    private static final int HEADER = 9;

    private byte[] bytes = new byte[256];
    private int length;
    private int frame = -1;
    private final boolean framed;

    /** @param framed false for a part of a pickle, which gets no frames of its own */
    FramedOutput(boolean framed) {
        this.framed = framed;
    }

    /** Starts the pickle; this precedes the first frame. */
    void protocol(int protocol) {
        append(Op.PROTO);
        append(protocol);
    }

    /** Called before each value. */
    void boundary() {
        if (frame >= 0 && length - frame - HEADER >= TARGET) {
            closeFrame();
        }
    }

    void write(int opcode) {
        openFrame();
        append(opcode);
    }

    /** An opcode with an operand of that many bytes, little-endian. */
    void write(int opcode, long operand, int size) {
        openFrame();
        append(opcode);
        appendNumber(operand, size);
    }

    /** An opcode, the length of what follows in {@code size} bytes, and the content. */
    void writeSized(int opcode, int size, byte[] content) {
        boolean outside = content.length >= TARGET;
        if (outside) {
            closeFrame();
        } else {
            openFrame();
        }
        append(opcode);
        appendNumber(content.length, size);
        reserve(content.length);
        System.arraycopy(content, 0, bytes, length, content.length);
        length += content.length;
    }

    byte[] finish() {
        closeFrame();
        return Arrays.copyOf(bytes, length);
    }

    private void openFrame() {
        if (frame < 0 && framed) {
            frame = length;
            reserve(HEADER);
            length += HEADER;
        }
    }

    private void closeFrame() {
        if (frame < 0) {
            return;
        }
        int content = length - frame - HEADER;
        if (content >= SMALLEST) {
            int end = length;
            length = frame;
            append(Op.FRAME);
            appendNumber(content, 8);
            length = end;
        } else {
            System.arraycopy(bytes, frame + HEADER, bytes, frame, content);
            length -= HEADER;
        }
        frame = -1;
    }

    private void appendNumber(long value, int size) {
        for (int i = 0; i < size; i++) {
            append((int) (value >>> (8 * i)));
        }
    }

    private void append(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(length, more)));
        }
    }
}
