/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.wire.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.rqscheduler.wire.PyValue;
import dev.rqscheduler.wire.WireFormatException;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as Python's {@code json.loads} reads it: UTF-8, with {@code NaN} and {@code Infinity}, whole numbers as int. */
public final class JsonReader {
    private static final int MAX_BYTES = 16 << 20;
    private static final int MAX_DEPTH = 500;
    private static final int MAX_NUMBER_DIGITS = 4300;

    /** Names come from outside and are as many as somebody likes, so they are not interned in the JVM. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER_DIGITS)
                    .maxStringLength(MAX_BYTES)
                    .maxNameLength(MAX_BYTES)
                    .maxDocumentLength(MAX_BYTES)
                    .build())
            .build();

    private JsonReader() {}

    /**
     * The value of a JSON text in UTF-8.
     *
     * @throws WireFormatException if Python could not read it either, it is longer than 16 MiB, or it is nested deeper
     *     than 500 levels
     */
    public static PyValue read(byte[] json) {
        try (var parser = open(json)) {
            parser.nextToken();
            var value = value(parser);
            if (parser.nextToken() != null) {
                throw new WireFormatException("not JSON that can be read: more after its end");
            }
            return value;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** A parser whose offsets are offsets in these bytes. */
    static JsonParser open(byte[] json) throws IOException {
        if (json.length > MAX_BYTES) {
            throw new WireFormatException("JSON of " + json.length + " bytes; at most " + MAX_BYTES + " are read");
        }
        for (byte b : json) {
            // Jackson would guess UTF-16 or UTF-32 from zero bytes; RQ always decodes UTF-8.
            if (b == 0) {
                throw new WireFormatException("not JSON that can be read: it is not UTF-8");
            }
        }
        return FACTORY.createParser(json);
    }

    static WireFormatException unreadable(IOException e) {
        String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        String shown = first.length() > 200 ? first.substring(0, 200) + "..." : first;
        return new WireFormatException("not JSON that can be read: " + shown, e);
    }

    /** The value that begins at the current token; afterwards its last token is the current one. */
    static PyValue value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new WireFormatException("not JSON that can be read: nothing there");
        }
        return switch (token) {
            case VALUE_NULL -> PyValue.None.NONE;
            case VALUE_TRUE -> new PyValue.Bool(true);
            case VALUE_FALSE -> new PyValue.Bool(false);
            case VALUE_STRING -> new PyValue.Str(parser.getText());
            case VALUE_NUMBER_INT -> new PyValue.Int(new BigInteger(parser.getText()));
            case VALUE_NUMBER_FLOAT -> new PyValue.Float(real(parser.getText()));
            case START_ARRAY -> new PyValue.List(items(parser));
            case START_OBJECT -> new PyValue.Dict(entries(parser));
            default -> throw new WireFormatException("not JSON that can be read: " + token);
        };
    }

    private static double real(String text) {
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "Infinity", "+Infinity", "INF", "+INF" -> Double.POSITIVE_INFINITY;
            case "-Infinity", "-INF" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    private static List<PyValue> items(JsonParser parser) throws IOException {
        var items = new ArrayList<PyValue>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser));
        }
        return items;
    }

    private static List<PyValue.Entry> entries(JsonParser parser) throws IOException {
        Map<String, PyValue> items = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            items.put(name, value(parser));
        }
        var entries = new ArrayList<PyValue.Entry>(items.size());
        items.forEach((name, value) -> entries.add(new PyValue.Entry(new PyValue.Str(name), value)));
        return entries;
    }
}
