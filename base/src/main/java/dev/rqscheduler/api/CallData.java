/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import dev.rqscheduler.internal.wire.Compressor;
import dev.rqscheduler.internal.wire.JavaValues;
import dev.rqscheduler.internal.wire.PyRepr;
import dev.rqscheduler.internal.wire.json.JsonReader;
import dev.rqscheduler.internal.wire.json.JsonWriter;
import dev.rqscheduler.internal.wire.pickle.PickleReader;
import dev.rqscheduler.internal.wire.pickle.PickleWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job's call: the hash field {@code data}.
 *
 * @param function dotted path of the function; a method's bare name if there is an instance
 * @param instance the object whose method is called, else {@link PyValue.None}
 * @param args positional arguments
 * @param kwargs keyword arguments, in order
 */
public record CallData(String function, PyValue instance, List<PyValue> args, Map<String, PyValue> kwargs) {
    private static final int SHOWN = 75;

    public CallData {
        args = List.copyOf(args);
        kwargs = kwargs.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(kwargs));
    }

    /**
     * A call of a function with Java values, see {@link PyValue#of(Object)}.
     *
     * @throws IllegalArgumentException if an argument cannot be sent; the message names it, for example
     *     {@code args[1]["when"]}
     */
    public static CallData of(
            String function, List<? extends @Nullable Object> args, Map<String, ? extends @Nullable Object> kwargs) {
        var values = new JavaValues();
        var positional = new ArrayList<PyValue>(args.size());
        for (var arg : args) {
            positional.add(values.convertArg(positional.size(), arg));
        }
        var named = new LinkedHashMap<String, PyValue>();
        kwargs.forEach((name, arg) -> named.put(name, values.convertKwarg(name, arg)));
        return new CallData(function, PyValue.None.NONE, positional, named);
    }

    /**
     * The bytes to store: zlib around the serialised call.
     *
     * @throws IllegalArgumentException if an argument cannot be written in this format; nothing is written then
     */
    public byte[] encode(Serializer serializer) {
        try (var compressor = new Compressor()) {
            return compressor.compress(serialise(serializer));
        }
    }

    /**
     * The serialised call, to be compressed before it is stored.
     *
     * @throws IllegalArgumentException if an argument cannot be written in this format
     */
    public byte[] serialise(Serializer serializer) {
        return switch (serializer) {
            case PICKLE ->
                PickleWriter.write(PyValue.Tuple.of(
                        new PyValue.Str(function), instance, new PyValue.Tuple(args), PyValue.Dict.of(kwargs)));
            case JSON -> json();
        };
    }

    private byte[] json() {
        var parts = List.of(
                JsonWriter.write("function", new PyValue.Str(function)),
                JsonWriter.write("instance", instance),
                JsonWriter.write("args", new PyValue.List(args)),
                JsonWriter.write("kwargs", PyValue.Dict.of(kwargs)));
        var texts = parts.stream()
                .map(part -> new String(part, StandardCharsets.US_ASCII))
                .toList();
        return ("[" + String.join(", ", texts) + "]").getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Reads stored bytes: compressed or not, pickle or JSON.
     *
     * @throws WireFormatException if they are not a call, or inflate to more than 16 MiB
     */
    public static CallData decode(byte[] data) {
        try {
            var serialised = Compressor.inflateOrSame(data);
            return from(
                    switch (Serializer.of(serialised)) {
                        case PICKLE -> PickleReader.read(serialised);
                        case JSON -> JsonReader.read(serialised);
                    });
        } catch (WireFormatException e) {
            throw new WireFormatException("data: " + e.getMessage(), e);
        }
    }

    private static CallData from(PyValue call) {
        var parts = sequence(call, "a call of four parts");
        if (parts.size() != 4) {
            throw new WireFormatException("a call has four parts, but this one has " + parts.size());
        }
        if (!(parts.get(0) instanceof PyValue.Str function)) {
            throw new WireFormatException("the function's name is not a string: " + parts.get(0));
        }
        if (!(parts.get(3) instanceof PyValue.Dict named)) {
            throw new WireFormatException("the keyword arguments are not a dict");
        }
        var kwargs = new LinkedHashMap<String, PyValue>();
        for (var entry : named.entries()) {
            if (!(entry.key() instanceof PyValue.Str name)) {
                throw new WireFormatException("a keyword argument's name is not a string: " + entry.key());
            }
            kwargs.put(name.value(), entry.value());
        }
        return new CallData(function.value(), parts.get(1), sequence(parts.get(2), "the arguments"), kwargs);
    }

    private static List<PyValue> sequence(PyValue value, String what) {
        if (value instanceof PyValue.Tuple tuple) {
            return tuple.items();
        } else if (value instanceof PyValue.List list) {
            return list.items();
        }
        throw new WireFormatException(what + ": neither tuple nor list");
    }

    /**
     * The call as RQ describes it in the hash field {@code description}: {@code func(repr(arg), ..., k=repr(v))}, every
     * repr cut after 75 characters, keyword arguments sorted as text.
     */
    public String description() {
        var parts = new ArrayList<String>(args.size() + kwargs.size());
        args.forEach(arg -> parts.add(shortened(arg)));
        kwargs.forEach((name, arg) -> parts.add(name + "=" + shortened(arg)));
        parts.subList(args.size(), parts.size()).sort(CallData::compareCodePoints);
        return function + "(" + String.join(", ", parts) + ")";
    }

    private static String shortened(PyValue value) {
        // Characters outside the basic plane take two units, and one more shows whether there was more.
        String repr = PyRepr.of(value, 2 * SHOWN + 2);
        if (repr.codePointCount(0, repr.length()) <= SHOWN) {
            return repr;
        }
        return repr.substring(0, repr.offsetByCodePoints(0, SHOWN)) + "...";
    }

    /** Python orders strings by code points, String.compareTo by UTF-16 units. */
    private static int compareCodePoints(String one, String other) {
        int i = 0;
        while (i < one.length() && i < other.length()) {
            int a = one.codePointAt(i);
            int b = other.codePointAt(i);
            if (a != b) {
                return Integer.compare(a, b);
            }
            i += Character.charCount(a);
        }
        return Integer.compare(one.length(), other.length());
    }
}
