/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.wire.pickle;

import dev.rqscheduler.wire.PyValue;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How Python pickles the values of its datetime module: as a call of the class with packed fields. */
final class DateCalls {
    /** A call of {@code datetime.<type>}. */
    record Call(String type, List<PyValue> args) {}

    private DateCalls() {}

    /** @throws IllegalArgumentException if the value is not a date */
    static Call of(PyValue value) {
        if (value instanceof PyValue.DateTime at) {
            var state = new byte[10];
            putDate(state, at.local().toLocalDate());
            putTime(state, 4, at.local().toLocalTime());
            state[2] |= (byte) (at.fold() << 7);
            return new Call("datetime", withZone(state, at.zone()));
        } else if (value instanceof PyValue.Date date) {
            var state = new byte[4];
            putDate(state, date.value());
            return new Call("date", List.of(PyValue.Bytes.of(state)));
        } else if (value instanceof PyValue.Time time) {
            var state = new byte[6];
            putTime(state, 0, time.value());
            state[0] |= (byte) (time.fold() << 7);
            return new Call("time", withZone(state, time.zone()));
        } else if (value instanceof PyValue.TimeDelta delta) {
            return new Call(
                    "timedelta",
                    List.of(
                            PyValue.Int.of(delta.days()),
                            PyValue.Int.of(delta.seconds()),
                            PyValue.Int.of(delta.microseconds())));
        } else if (value instanceof PyValue.TimeZone zone) {
            var name = zone.name();
            return new Call(
                    "timezone", name == null ? List.of(zone.offset()) : List.of(zone.offset(), new PyValue.Str(name)));
        }
        throw new IllegalArgumentException("an object of a class that is not known here cannot be pickled: " + value);
    }

    private static List<PyValue> withZone(byte[] state, PyValue.@Nullable TimeZone zone) {
        var packed = PyValue.Bytes.of(state);
        return zone == null ? List.of(packed) : List.of(packed, zone);
    }

    private static void putDate(byte[] state, LocalDate date) {
        state[0] = (byte) (date.getYear() >> 8);
        state[1] = (byte) date.getYear();
        state[2] = (byte) date.getMonthValue();
        state[3] = (byte) date.getDayOfMonth();
    }

    private static void putTime(byte[] state, int at, LocalTime time) {
        int micros = time.getNano() / 1000;
        state[at] = (byte) time.getHour();
        state[at + 1] = (byte) time.getMinute();
        state[at + 2] = (byte) time.getSecond();
        state[at + 3] = (byte) (micros >> 16);
        state[at + 4] = (byte) (micros >> 8);
        state[at + 5] = (byte) micros;
    }
}
