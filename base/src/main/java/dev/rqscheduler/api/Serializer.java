/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

/**
 * How the producer and the workers of a queue write call data and meta. RQ keeps it in the configuration of its
 * processes; a job hash does not name it.
 */
public enum Serializer {
    /** Python's pickle, protocol 5: RQ's default. Carries every {@link PyValue} that is not an opaque object. */
    PICKLE,
    /**
     * RQ's {@code JSONSerializer}: carries only what JSON can (no bytes, sets or dates), tuples arrive as lists.
     */
    JSON;

    /**
     * What the first byte of a serialised value says. No pickle starts with a brace, a bracket, a quote or white space.
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
