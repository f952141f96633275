/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.schedules;

import dev.rqscheduler.api.BadScheduleException;
import dev.rqscheduler.api.PyValue;
import java.util.List;

/** Tells what JSON carries as it is from what it does not, or makes something else of, as lists of tuples. */
final class JsonOnly {

    private JsonOnly() {}

    /**
     * @throws BadScheduleException naming the place of what JSON cannot carry
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
                    throw new BadScheduleException("", place + " has a key that is no text, which JSON cannot carry");
                }
                require(place + "[\"" + key.value() + "\"]", entry.value());
            }
        } else if (!(value instanceof PyValue.None
                || value instanceof PyValue.Bool
                || value instanceof PyValue.Int
                || value instanceof PyValue.Float
                || value instanceof PyValue.Str)) {
            throw new BadScheduleException(
                    "", place + " is a " + value.getClass().getSimpleName() + " of Python, which JSON cannot carry");
        }
        return value;
    }
}
