/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The report of a whole run for programs: every measured value, the limits, and what was wrong. */
public final class JsonReport {

    private final Environment environment;
    private final Results results;
    private final List<LimitCheck> checks;

    public JsonReport(Environment environment, Results results, List<LimitCheck> checks) {
        this.environment = environment;
        this.results = results;
        this.checks = List.copyOf(checks);
    }

    public String text() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeObjectFieldStart("surroundings");
            for (Map.Entry<String, String> entry : environment.values().entrySet()) {
                json.writeStringField(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
            json.writeArrayFieldStart("figures");
            for (Figure figure : results.figures()) {
                write(json, figure);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("verdicts");
            for (LimitCheck check : checks) {
                write(json, check);
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

    private static void write(JsonGenerator json, LimitCheck check) throws IOException {
        json.writeStartObject();
        json.writeStringField("what", check.what());
        if (check.isMeasured()) {
            json.writeNumberField("figure", check.figure().getAsDouble());
        }
        json.writeStringField("unit", check.unit());
        json.writeStringField("direction", check.direction().name().toLowerCase(java.util.Locale.ROOT));
        json.writeNumberField("limit", check.limit());
        json.writeBooleanField("holds", check.holds());
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
