/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.util.Arrays;
import java.util.HexFormat;

/** An immutable run of bytes, compared by content. */
public final class Octets {
    private final byte[] content;

    private Octets(byte[] content) {
        this.content = content;
    }

    public static Octets copyOf(byte[] content) {
        return new Octets(content.clone());
    }

    public int length() {
        return content.length;
    }

    /** The byte at that index, 0 to 255. */
    public int at(int index) {
        return content[index] & 0xff;
    }

    /** A copy of the bytes. */
    public byte[] toArray() {
        return content.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets octets && Arrays.equals(content, octets.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        int shown = Math.min(content.length, 32);
        return HexFormat.of().formatHex(content, 0, shown) + (shown < content.length ? "..." : "");
    }
}
