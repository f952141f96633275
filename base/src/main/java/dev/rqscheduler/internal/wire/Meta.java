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
 * {@code cron_string} and {@code use_local_timezone}. It is read as data and patched, never written anew: what is not
 * understood here survives byte for byte.
 */
public final class Meta {
    /** The longest meta that is read, in bytes. It is read on every run of a periodic job. */
    public static final int MAX_BYTES = 1 << 20;

    private final MetaDocument document;
    private final Serializer serializer;

    private Meta(MetaDocument document, Serializer serializer) {
        this.document = document;
        this.serializer = serializer;
    }

    /**
     * Reads the field's bytes, pickle or JSON by the first byte. No bytes at all are an empty dict, as they are to RQ.
     *
     * @throws WireFormatException if they cannot be read, are no dict, or are longer than {@link #MAX_BYTES}
     */
    public static Meta parse(byte[] serialised) {
        if (serialised.length > MAX_BYTES) {
            throw new WireFormatException(
                    "meta has " + serialised.length + " bytes; at most " + MAX_BYTES + " are read");
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

    /** What a producer writes: the dict in that order, as Python writes it. JSON is not compressed. */
    public static byte[] encode(Map<String, ? extends PyValue> items, Serializer serializer) {
        var dict = PyValue.Dict.of(new LinkedHashMap<>(items));
        return switch (serializer) {
            case PICKLE -> PickleWriter.write(dict);
            case JSON -> JsonWriter.write("meta", dict);
        };
    }

    /** The format that the bytes are in. */
    public Serializer serializer() {
        return serializer;
    }

    /** The whole value, to show it: usually a {@link PyValue.Dict}, or an object of a dict's subclass. */
    public PyValue value() {
        return document.value();
    }

    /** The value of a top-level key. The same key in a nested dict does not count. */
    public Optional<PyValue> get(String key) {
        return document.get(key);
    }

    /**
     * The bytes to store when that key becomes that number. The number is overwritten where it stands if that is
     * possible, else one assignment is added at the end, which the next call overwrites: the length stays bounded.
     * All other bytes stay as they are; the result loads in CPython's C and Python unpicklers.
     *
     * @throws IllegalArgumentException if the number has more than 255 bytes
     */
    public byte[] withInteger(String key, BigInteger number) {
        return document.withInteger(key, number);
    }

    /** As {@link #withInteger(String, BigInteger)}. */
    public byte[] withInteger(String key, long number) {
        return withInteger(key, BigInteger.valueOf(number));
    }
}
