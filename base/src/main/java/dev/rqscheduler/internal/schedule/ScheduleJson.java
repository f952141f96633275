/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.schedule;

import dev.rqscheduler.api.BadScheduleException;
import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.WireFormatException;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.wire.json.JsonReader;
import dev.rqscheduler.internal.wire.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The stored form of a schedule: a JSON object, see docs/schedules.md. */
public final class ScheduleJson {

    /** The longest text that is read, in bytes. It is read when the schedule is due. */
    public static final int LONGEST = 1 << 18;

    private ScheduleJson() {}

    /**
     * @throws BadScheduleException if it is no JSON object, or a field is not right; the message names the field
     */
    public static Schedule parse(String name, byte[] json) {
        return ScheduleForm.readStored(name, fields(json));
    }

    /**
     * As {@link #parse(String, byte[])}, by the rules of other zones than ours.
     *
     * @param zones throws {@link IllegalArgumentException} for a name that it does not know
     */
    public static Schedule parse(String name, byte[] json, Function<String, Zone> zones) {
        return ScheduleForm.readStored(name, fields(json), zones);
    }

    private static Map<String, PyValue> fields(byte[] json) {
        if (json.length > LONGEST) {
            throw new BadScheduleException(
                    "", "the definition has " + json.length + " bytes; at most " + LONGEST + " are read");
        }
        PyValue value;
        try {
            value = JsonReader.read(json);
        } catch (WireFormatException e) {
            throw new BadScheduleException("", "the definition is no JSON: " + e.getMessage());
        }
        if (!(value instanceof PyValue.Dict dict)) {
            throw new BadScheduleException("", "the definition must be a JSON object");
        }
        Map<String, PyValue> fields = new LinkedHashMap<>();
        dict.entries().forEach(entry -> fields.put(((PyValue.Str) entry.key()).value(), entry.value()));
        return fields;
    }

    /** The same schedule always gives the same text. */
    public static String text(Schedule schedule) {
        return new String(JsonWriter.write("schedule", PyValue.Dict.of(schedule.form())), StandardCharsets.US_ASCII);
    }
}
