/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** A whole run, for programs: every value that was measured, the verdicts, and what was wrong. */
public final class JsonReport {

    private final Surroundings surroundings;
    private final Results results;
    private final List<Verdict> verdicts;

    public JsonReport(Surroundings surroundings, Results results, List<Verdict> verdicts) {
        this.surroundings = surroundings;
        this.results = results;
        this.verdicts = List.copyOf(verdicts);
    }

    public String text() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeObjectFieldStart("surroundings");
            for (Map.Entry<String, String> entry : surroundings.values().entrySet()) {
                json.writeStringField(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
            json.writeArrayFieldStart("figures");
            for (Figure figure : results.figures()) {
                write(json, figure);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("verdicts");
            for (Verdict verdict : verdicts) {
                write(json, verdict);
            }
            json.writeEndArray();
            write(json, "remarks", results.remarks());
            write(json, "problems", results.problems());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text + "\n";
    }

    private static void write(JsonGenerator json, Figure figure) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", figure.name());
        json.writeStringField("unit", figure.unit());
        json.writeNumberField("median", figure.sample().median());
        json.writeNumberField("min", figure.sample().min());
        json.writeNumberField("max", figure.sample().max());
        json.writeFieldName("values");
        json.writeArray(figure.sample().values(), 0, figure.sample().count());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Verdict verdict) throws IOException {
        json.writeStartObject();
        json.writeStringField("what", verdict.what());
        if (verdict.isMeasured()) {
            json.writeNumberField("figure", verdict.figure().getAsDouble());
        }
        json.writeStringField("unit", verdict.unit());
        json.writeStringField("direction", verdict.direction().name().toLowerCase(java.util.Locale.ROOT));
        json.writeNumberField("limit", verdict.limit());
        json.writeBooleanField("holds", verdict.holds());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, List<String> lines) throws IOException {
        json.writeArrayFieldStart(name);
        for (String line : lines) {
            json.writeString(line);
        }
        json.writeEndArray();
    }
}
