/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.schedules;

import dev.rqscheduler.api.BadScheduleException;
import dev.rqscheduler.api.PyValue;
import java.util.List;

/** Checks that JSON can represent a value unchanged, unlike tuples, which it turns into lists. */
final class JsonOnly {

    private JsonOnly() {}

    /**
     * @throws BadScheduleException naming the place of a value that JSON cannot represent
     */
    static PyValue require(String place, PyValue value) {
        if (value instanceof PyValue.List list) {
            List<PyValue> items = list.items();
            for (int i = 0; i < items.size(); i++) {
                require(place + "[" + i + "]", items.get(i));
            }
        } else if (value instanceof PyValue.Dict dict) {
            for (PyValue.Entry entry : dict.entries()) {
                if (!(entry.key() instanceof PyValue.Str key)) {
                    throw new BadScheduleException(
                            place + " has a key that is not a string, which JSON cannot represent");
                }
                require(place + "[\"" + key.value() + "\"]", entry.value());
            }
        } else if (!(value instanceof PyValue.None
                || value instanceof PyValue.Bool
                || value instanceof PyValue.Int
                || value instanceof PyValue.Float
                || value instanceof PyValue.Str)) {
            throw new BadScheduleException(
                    place + " is a " + value.getClass().getSimpleName() + " of Python, which JSON cannot represent");
        }
        return value;
    }
}
