/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

/**
 * How the producer and the workers of a queue serialise call data and meta. RQ configures it per process; a job hash
 * does not record it.
 */
public enum Serializer {
    /** Python's pickle, protocol 5: RQ's default. Supports every {@link PyValue} that is not an opaque object. */
    PICKLE,
    /**
     * RQ's {@code JSONSerializer}: supports only JSON values (no bytes, sets or dates), tuples become lists.
     */
    JSON;

    /**
     * Detects the format from the first byte of a serialised value. No pickle starts with a brace, a bracket, a quote
     * or white space.
     *
     * @throws WireFormatException if there is no first byte
     */
    public static Serializer of(byte[] serialised) {
        if (serialised.length == 0) {
            throw new WireFormatException("nothing to read: 0 bytes");
        }
        return switch (serialised[0]) {
            case '{', '[', '"', ' ', '\t', '\r', '\n' -> JSON;
            default -> PICKLE;
        };
    }
}
