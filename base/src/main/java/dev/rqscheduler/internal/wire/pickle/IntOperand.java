/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.pickle;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** A whole number as one opcode with its operand. */
final class IntOperand {
    private static final int MAX_BYTES = 255;

    private IntOperand() {}

    /**
     * The shortest form, as CPython's picklers choose it.
     *
     * @param text true for the form of protocol 0, which is a line of ASCII
     * @throws IllegalArgumentException if the number has more than 255 bytes
     */
    static byte[] of(BigInteger value, boolean text) {
        var bytes = littleEndian(value);
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "a whole number of " + value.bitLength() + " bits is too large for meta");
        }
        boolean fits = value.bitLength() < 32;
        if (text) {
            return ((fits ? "I" + value : "L" + value + "L") + "\n").getBytes(StandardCharsets.US_ASCII);
        }
        var out = new ByteArrayOutputStream();
        if (!fits) {
            out.write(Op.LONG1);
            out.write(bytes.length);
            out.writeBytes(bytes);
            return out.toByteArray();
        }
        int number = value.intValue();
        int size = number < 0 || number > 0xffff ? 4 : number > 0xff ? 2 : 1;
        out.write(size == 1 ? Op.BININT1 : size == 2 ? Op.BININT2 : Op.BININT);
        for (int i = 0; i < size; i++) {
            out.write(number >> (8 * i));
        }
        return out.toByteArray();
    }

    /** Two's complement, least significant byte first, as short as possible; nothing for zero. */
    static byte[] littleEndian(BigInteger value) {
        if (value.signum() == 0) {
            return new byte[0];
        }
        var bigEndian = value.toByteArray();
        var bytes = new byte[bigEndian.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bigEndian[bytes.length - 1 - i];
        }
        return bytes;
    }
}
