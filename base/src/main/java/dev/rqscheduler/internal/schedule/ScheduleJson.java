/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.schedule;

import dev.rqscheduler.api.BadScheduleException;
import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.WireFormatException;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.time.Zones;
import dev.rqscheduler.internal.wire.json.JsonReader;
import dev.rqscheduler.internal.wire.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The stored form of a schedule: a JSON object, see docs/schedules.md. */
public final class ScheduleJson {

    /** Maximum length in bytes. It is read when the schedule is due. */
    public static final int LONGEST = 1 << 18;

    private ScheduleJson() {}

    /**
     * @throws BadScheduleException if it is not a JSON object, or a field is invalid; the message names the field
     */
    public static Schedule parse(String name, byte[] json) {
        return parse(name, json, Zones::parse);
    }

    /**
     * Same as {@link #parse(String, byte[])}, with other time-zone rules.
     *
     * @param zones throws {@link IllegalArgumentException} for an unknown name
     */
    public static Schedule parse(String name, byte[] json, Function<String, Zone> zones) {
        return ScheduleForm.readStored(name, fields(json), zones);
    }

    private static Map<String, PyValue> fields(byte[] json) {
        if (json.length > LONGEST) {
            throw new BadScheduleException("the definition has " + json.length + " bytes; the limit is " + LONGEST);
        }
        PyValue value;
        try {
            value = JsonReader.read(json);
        } catch (WireFormatException e) {
            throw new BadScheduleException("the definition is not JSON: " + e.getMessage());
        }
        if (!(value instanceof PyValue.Dict dict)) {
            throw new BadScheduleException("the definition must be a JSON object");
        }
        Map<String, PyValue> fields = new LinkedHashMap<>();
        dict.entries().forEach(entry -> fields.put(((PyValue.Str) entry.key()).value(), entry.value()));
        return fields;
    }

    /** Returns the JSON; the same schedule always gives the same string. */
    public static String text(Schedule schedule) {
        return new String(JsonWriter.write("schedule", PyValue.Dict.of(schedule.form())), StandardCharsets.US_ASCII);
    }
}
