/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.pickle;

import dev.rqscheduler.api.WireFormatException;

/** A cursor over the bytes of a pickle that never leaves them. Numbers are little-endian, as pickle has them. */
final class PickleInput {
    private final byte[] bytes;
    private int position;

    PickleInput(byte[] bytes) {
        this.bytes = bytes;
    }

    int position() {
        return position;
    }

    int remaining() {
        return bytes.length - position;
    }

    int u1() {
        need(1);
        return bytes[position++] & 0xff;
    }

    int u2() {
        return u1() | (u1() << 8);
    }

    int i4() {
        return u2() | (u2() << 16);
    }

    long u4() {
        return i4() & 0xffffffffL;
    }

    long i8() {
        return u4() | ((long) i4() << 32);
    }

    /** A length of four bytes without sign, checked against what is left. */
    int length4() {
        return checked(u4());
    }

    /** A length of eight bytes, checked against what is left. */
    int length8() {
        return checked(i8());
    }

    int checked(long length) {
        if (length < 0 || length > remaining()) {
            throw fail("a length of " + Long.toUnsignedString(length) + " bytes where " + remaining() + " are left");
        }
        return (int) length;
    }

    byte[] take(int length) {
        need(length);
        var taken = java.util.Arrays.copyOfRange(bytes, position, position + length);
        position += length;
        return taken;
    }

    /** The bytes up to the next line feed, which is consumed and not returned. */
    byte[] line() {
        int end = position;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        if (end == bytes.length) {
            throw fail("an unterminated line");
        }
        var line = take(end - position);
        position++;
        return line;
    }

    WireFormatException fail(String what) {
        return new WireFormatException("unreadable pickle: " + what + " (near byte " + position + ")");
    }

    private void need(int length) {
        if (length > remaining()) {
            throw fail("it ends in the middle of a value");
        }
    }
}
