/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.json;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.WireFormatException;
import dev.rqscheduler.internal.wire.Meta;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Meta as a JSON object. A number is spliced in at its place, so that spacing and number forms stay as they were. */
public final class JsonMeta implements Meta.Document {
    /** A value, and the characters it takes. */
    private record Member(PyValue value, int begin, int end) {}

    /** Strictly decoded, so that encoding it gives the same bytes again. */
    private final String json;

    private final Map<String, Member> members;
    private final int closingBrace;

    private JsonMeta(String json, Map<String, Member> members, int closingBrace) {
        this.json = json;
        this.members = members;
        this.closingBrace = closingBrace;
    }

    /** @throws WireFormatException if the bytes are not one JSON object in UTF-8 */
    public static JsonMeta parse(byte[] json) {
        var text = JsonReader.of(json);
        if (!text.take('{')) {
            throw new WireFormatException("not a dict");
        }
        var members = new LinkedHashMap<String, Member>();
        if (text.peek() != '}') {
            do {
                String name = text.name();
                text.peek();
                int begin = text.position();
                var value = text.value(1);
                members.put(name, new Member(value, begin, text.position()));
            } while (text.take(','));
        }
        text.need('}');
        int closingBrace = text.position() - 1;
        text.end();
        return new JsonMeta(text.text(), members, closingBrace);
    }

    @Override
    public PyValue value() {
        var values = new LinkedHashMap<String, PyValue>();
        members.forEach((name, member) -> values.put(name, member.value()));
        return PyValue.Dict.of(values);
    }

    @Override
    public Optional<PyValue> get(String key) {
        return Optional.ofNullable(members.get(key)).map(Member::value);
    }

    @Override
    public byte[] withInteger(String key, BigInteger number) {
        var member = members.get(key);
        String digits = written(key, new PyValue.Int(number));
        if (member != null) {
            return splice(member.begin(), member.end(), digits);
        }
        String name = written("key", new PyValue.Str(key));
        return splice(closingBrace, closingBrace, (members.isEmpty() ? "" : ", ") + name + ": " + digits);
    }

    private static String written(String place, PyValue value) {
        return new String(JsonWriter.write(place, value), StandardCharsets.US_ASCII);
    }

    private byte[] splice(int begin, int end, String replacement) {
        return (json.substring(0, begin) + replacement + json.substring(end)).getBytes(StandardCharsets.UTF_8);
    }
}
