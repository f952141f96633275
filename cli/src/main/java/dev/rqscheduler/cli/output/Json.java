/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One JSON object on its own line. Names are written in call order. */
public final class Json {

    private static final JsonFactory FACTORY = new JsonFactory();

    private final StringWriter text = new StringWriter();
    private final JsonGenerator generator;

    public Json() {
        try {
            generator = FACTORY.createGenerator(text);
            generator.writeStartObject();
        } catch (IOException e) {
            throw inMemory(e);
        }
    }

    public Json put(String name, @Nullable String value) {
        return write(() -> generator.writeStringField(name, value));
    }

    public Json put(String name, boolean value) {
        return write(() -> generator.writeBooleanField(name, value));
    }

    /** Writes a number, or null. */
    public Json put(String name, @Nullable BigDecimal value) {
        return write(() -> {
            generator.writeFieldName(name);
            if (value == null) {
                generator.writeNull();
            } else {
                // Not 1E+1, which strict integer parsers reject.
                generator.writeNumber(value.toPlainString());
            }
        });
    }

    public Json put(String name, @Nullable Long value) {
        return put(name, value == null ? null : BigDecimal.valueOf(value));
    }

    /** Writes an instant twice: as ISO-8601 UTC under its name, as seconds since 1970 under {@code <name>_epoch}. */
    public Json put(String name, @Nullable Instant value) {
        put(name, value == null ? null : value.toString());
        return put(name + "_epoch", value == null ? null : epochSeconds(value));
    }

    /** Writes a value that is already JSON. */
    public Json raw(String name, String json) {
        return write(() -> {
            generator.writeFieldName(name);
            generator.writeRawValue(json);
        });
    }

    /** Writes an array of objects, and ends these. */
    public Json put(String name, List<Json> objects) {
        return raw(name, objects.stream().map(Json::text).collect(Collectors.joining(",", "[", "]")));
    }

    public Json put(String name, Map<String, String> texts) {
        return write(() -> {
            generator.writeObjectFieldStart(name);
            for (Map.Entry<String, String> entry : texts.entrySet()) {
                generator.writeStringField(entry.getKey(), entry.getValue());
            }
            generator.writeEndObject();
        });
    }

    public void printTo(PrintStream out) {
        out.println(text());
    }

    /** Ends the object. */
    public String text() {
        write(() -> {
            generator.writeEndObject();
            generator.close();
        });
        return text.toString();
    }

    private static BigDecimal epochSeconds(Instant instant) {
        BigDecimal seconds = BigDecimal.valueOf(instant.getEpochSecond()).add(BigDecimal.valueOf(instant.getNano(), 9));
        return seconds.signum() == 0 ? BigDecimal.ZERO : seconds.stripTrailingZeros();
    }

    private Json write(Writing writing) {
        try {
            writing.run();
            return this;
        } catch (IOException e) {
            throw inMemory(e);
        }
    }

    private static UncheckedIOException inMemory(IOException e) {
        return new UncheckedIOException("writing to memory", e);
    }

    private interface Writing {
        void run() throws IOException;
    }
}
