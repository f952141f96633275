/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.json;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.WireFormatException;

/** JSON as Python's {@code json.loads} reads it: UTF-8, with {@code NaN} and {@code Infinity}, whole numbers as int. */
public final class JsonReader {
    private JsonReader() {}

    /**
     * Parses a JSON document in UTF-8.
     *
     * @throws WireFormatException if Python could not read it either, it is longer than 16 MiB, or it is nested deeper
     *     than 500 levels
     */
    public static PyValue read(byte[] json) {
        var text = JsonText.of(json);
        var value = text.value(0);
        text.end();
        return value;
    }
}
