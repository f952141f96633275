/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.wire.json;

import com.fasterxml.jackson.core.JsonToken;
import dev.rqscheduler.wire.MetaDocument;
import dev.rqscheduler.wire.PyValue;
import dev.rqscheduler.wire.WireFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Meta as a JSON object. A number is spliced in at its place, so that spacing and number forms stay as they were. */
public final class JsonMeta implements MetaDocument {
    /** A value, and the bytes it takes. */
    private record Member(PyValue value, int begin, int end) {}

    private final byte[] json;
    private final Map<String, Member> members;
    private final int closingBrace;

    private JsonMeta(byte[] json, Map<String, Member> members, int closingBrace) {
        this.json = json;
        this.members = members;
        this.closingBrace = closingBrace;
    }

    /** @throws WireFormatException if the bytes are not one JSON object in UTF-8 */
    public static JsonMeta parse(byte[] json) {
        try (var parser = JsonReader.open(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new WireFormatException("not a dict");
            }
            var members = new LinkedHashMap<String, Member>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                var token = parser.nextToken();
                int begin = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
                var value = JsonReader.value(parser);
                // After a number Jackson has looked one byte ahead; its text is as long as its bytes.
                int end = token.isNumeric()
                        ? begin + parser.getTextLength()
                        : Math.toIntExact(parser.currentLocation().getByteOffset());
                members.put(name, new Member(value, begin, end));
            }
            int closingBrace = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
            if (parser.nextToken() != null) {
                throw new WireFormatException("not JSON that can be read: more after its end");
            }
            return new JsonMeta(json, members, closingBrace);
        } catch (IOException e) {
            throw JsonReader.unreadable(e);
        }
    }

    @Override
    public PyValue value() {
        var entries = new ArrayList<PyValue.Entry>(members.size());
        members.forEach((name, member) -> entries.add(new PyValue.Entry(new PyValue.Str(name), member.value())));
        return new PyValue.Dict(entries);
    }

    @Override
    public Optional<PyValue> get(String key) {
        return Optional.ofNullable(members.get(key)).map(Member::value);
    }

    @Override
    public byte[] withInteger(String key, BigInteger number) {
        var member = members.get(key);
        var digits = JsonWriter.write(key, new PyValue.Int(number));
        if (member != null) {
            return splice(member.begin(), member.end(), digits);
        }
        var added = new ByteArrayOutputStream();
        added.writeBytes((members.isEmpty() ? "" : ", ").getBytes(StandardCharsets.US_ASCII));
        added.writeBytes(JsonWriter.write("key", new PyValue.Str(key)));
        added.writeBytes(": ".getBytes(StandardCharsets.US_ASCII));
        added.writeBytes(digits);
        return splice(closingBrace, closingBrace, added.toByteArray());
    }

    private byte[] splice(int begin, int end, byte[] replacement) {
        var out = new ByteArrayOutputStream(json.length + replacement.length);
        out.write(json, 0, begin);
        out.writeBytes(replacement);
        out.write(json, end, json.length - end);
        return out.toByteArray();
    }
}
