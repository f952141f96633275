/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.Serializer;
import dev.rqscheduler.api.WireFormatException;
import dev.rqscheduler.internal.wire.json.JsonMeta;
import dev.rqscheduler.internal.wire.json.JsonWriter;
import dev.rqscheduler.internal.wire.pickle.PickleWriter;
import dev.rqscheduler.internal.wire.pickle.PickledMeta;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A job's {@code meta}: the user's own dict, in which rq-scheduler keeps {@code interval}, {@code repeat},
 * {@code cron_string} and {@code use_local_timezone}. It is read as data and patched, never rewritten: what is not
 * understood here survives byte for byte.
 */
public final class Meta {
    /** Maximum size, in bytes. It is read on every run of a periodic job. */
    public static final int MAX_BYTES = 1 << 20;

    private final Document document;
    private final Serializer serializer;

    private Meta(Document document, Serializer serializer) {
        this.document = document;
        this.serializer = serializer;
    }

    /**
     * Reads the field's bytes, pickle or JSON by the first byte. Zero bytes are an empty dict, as in RQ.
     *
     * @throws WireFormatException if they are unreadable, not a dict, or longer than {@link #MAX_BYTES}
     */
    public static Meta parse(byte[] serialised) {
        if (serialised.length > MAX_BYTES) {
            throw new WireFormatException("meta has " + serialised.length + " bytes; the limit is " + MAX_BYTES);
        }
        var bytes = serialised.length == 0 ? encode(Map.of(), Serializer.PICKLE) : serialised.clone();
        var serializer = Serializer.of(bytes);
        try {
            var document = switch (serializer) {
                case JSON -> JsonMeta.parse(bytes);
                case PICKLE -> PickledMeta.parse(bytes);
            };
            return new Meta(document, serializer);
        } catch (WireFormatException e) {
            throw new WireFormatException("meta cannot be read: " + e.getMessage(), e);
        }
    }

    /** Serialises as a producer does: the dict in that order, as Python writes it. JSON is not compressed. */
    public static byte[] encode(Map<String, ? extends PyValue> items, Serializer serializer) {
        var dict = PyValue.Dict.of(new LinkedHashMap<>(items));
        return switch (serializer) {
            case PICKLE -> PickleWriter.write(dict);
            case JSON -> JsonWriter.write("meta", dict);
        };
    }

    public Serializer serializer() {
        return serializer;
    }

    /** Returns the whole value, for display: usually a {@link PyValue.Dict}, or an object of a dict's subclass. */
    public PyValue value() {
        return document.value();
    }

    /** Returns the value of a top-level key. The same key in a nested dict does not count. */
    public Optional<PyValue> get(String key) {
        return document.get(key);
    }

    /**
     * Returns the bytes with that key set to that number. The number is overwritten in place if possible, otherwise an
     * assignment is added at the end, which the next call overwrites: the length stays bounded. All other bytes stay as
     * they are; the result loads in CPython's C and Python unpicklers.
     *
     * @throws IllegalArgumentException if the number has more than 255 bytes
     */
    public byte[] withInteger(String key, BigInteger number) {
        return document.withInteger(key, number);
    }

    public byte[] withInteger(String key, long number) {
        return withInteger(key, BigInteger.valueOf(number));
    }

    /** Serialised meta of one format, which can be read and patched in place. */
    public interface Document {
        PyValue value();

        Optional<PyValue> get(String key);

        byte[] withInteger(String key, BigInteger number);
    }
}
