/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.repr;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.internal.wire.pickle.DateCalls;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/** The values of Python's datetime module. */
final class DateRepr {
    private DateRepr() {}

    static void append(ReprWriter out, PyValue value) {
        if (value instanceof PyValue.DateTime at) {
            dateTime(out, at, at.zone());
        } else if (value instanceof PyValue.Date date) {
            out.text("datetime.date(");
            day(out, date.value());
            out.text(")");
        } else if (value instanceof PyValue.Time time) {
            time(out, time, time.zone());
        } else if (value instanceof PyValue.TimeDelta delta) {
            timeDelta(out, delta);
        } else if (value instanceof PyValue.TimeZone zone) {
            timeZone(out, zone);
        } else {
            throw new IllegalStateException("a value of an unknown kind");
        }
    }

    /** A datetime or time whose zone is an object of another library, which the reader leaves as a recipe. */
    static boolean zoned(Recipe recipe, ReprWriter out) {
        if (!recipe.isCall() || recipe.args().size() != 2) {
            return false;
        }
        String type = recipe.name().substring(recipe.name().indexOf('.') + 1);
        var local = DateCalls.read(type, recipe.args().subList(0, 1));
        if (local instanceof PyValue.DateTime at) {
            dateTime(out, at, recipe.args().get(1));
        } else if (local instanceof PyValue.Time time) {
            time(out, time, recipe.args().get(1));
        }
        return local != null;
    }

    private static void dateTime(ReprWriter out, PyValue.DateTime at, @Nullable PyValue zone) {
        out.text("datetime.datetime(");
        day(out, at.local().toLocalDate());
        out.text(", ");
        clock(out, at.local().toLocalTime());
        fold(out, at.fold());
        zone(out, zone);
        out.text(")");
    }

    private static void time(ReprWriter out, PyValue.Time time, @Nullable PyValue zone) {
        out.text("datetime.time(");
        clock(out, time.value());
        zone(out, zone); // CPython prints these two the other way round than for a datetime
        fold(out, time.fold());
        out.text(")");
    }

    private static void day(ReprWriter out, LocalDate date) {
        out.text(date.getYear())
                .text(", ")
                .text(date.getMonthValue())
                .text(", ")
                .text(date.getDayOfMonth());
    }

    private static void clock(ReprWriter out, LocalTime time) {
        int micros = time.getNano() / 1000;
        out.text(time.getHour()).text(", ").text(time.getMinute());
        if (time.getSecond() != 0 || micros != 0) {
            out.text(", ").text(time.getSecond());
        }
        if (micros != 0) {
            out.text(", ").text(micros);
        }
    }

    private static void fold(ReprWriter out, int fold) {
        out.text(fold == 0 ? "" : ", fold=1");
    }

    private static void zone(ReprWriter out, @Nullable PyValue zone) {
        if (zone != null) {
            out.text(", tzinfo=").value(zone);
        }
    }

    private static void timeDelta(ReprWriter out, PyValue.TimeDelta delta) {
        var parts = new StringBuilder();
        if (delta.days() != 0) {
            parts.append(", days=").append(delta.days());
        }
        if (delta.seconds() != 0) {
            parts.append(", seconds=").append(delta.seconds());
        }
        if (delta.microseconds() != 0) {
            parts.append(", microseconds=").append(delta.microseconds());
        }
        out.text("datetime.timedelta(")
                .text(parts.isEmpty() ? "0" : parts.substring(2))
                .text(")");
    }

    private static void timeZone(ReprWriter out, PyValue.TimeZone zone) {
        if (zone.equals(PyValue.TimeZone.UTC)) {
            out.text("datetime.timezone.utc");
            return;
        }
        out.text("datetime.timezone(");
        timeDelta(out, zone.offset());
        if (zone.name() != null) {
            out.text(", ").quoted(zone.name());
        }
        out.text(")");
    }
}
