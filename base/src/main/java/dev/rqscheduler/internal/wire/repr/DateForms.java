/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.repr;

import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.internal.wire.pickle.DateCalls;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of Python's datetime module, and the time zones of zoneinfo, pytz and dateutil. */
final class DateForms {
    private static final int LONGEST_OFFSET = 86_400;

    private DateForms() {}

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
        if (!recipe.isCall(2)) {
            return false;
        }
        String type = recipe.name().substring(recipe.name().indexOf('.') + 1);
        var local = DateCalls.read(type, recipe.args().subList(0, 1));
        if (local instanceof PyValue.DateTime at) {
            dateTime(out, at, recipe.arg(1));
        } else if (local instanceof PyValue.Time time) {
            time(out, time, recipe.arg(1));
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
        part(parts, ", days=", delta.days());
        part(parts, ", seconds=", delta.seconds());
        part(parts, ", microseconds=", delta.microseconds());
        out.text("datetime.timedelta(")
                .text(parts.isEmpty() ? "0" : parts.substring(2))
                .text(")");
    }

    private static void part(StringBuilder parts, String name, long value) {
        if (value != 0) {
            parts.append(name).append(value);
        }
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

    static void addTo(Map<String, KnownClasses.Form> forms) {
        forms.put("zoneinfo.ZoneInfo._unpickle", DateForms::zoneInfo);
        forms.put("pytz._UTC", DateForms::pytzUtc);
        forms.put("pytz._p", DateForms::pytzZone);
        forms.put("pytz.FixedOffset", DateForms::pytzOffset);
        forms.put("dateutil.tz.tz.tzutc", (recipe, out) -> dateutil(recipe, out, "tzutc()"));
        forms.put("dateutil.tz.tz.tzlocal", (recipe, out) -> dateutil(recipe, out, "tzlocal()"));
        forms.put("dateutil.tz.tz.tzoffset", DateForms::dateutilOffset);
        forms.put("dateutil.tz.tz.tzfile", DateForms::dateutilFile);
        forms.put("dateutil.tz._tzfile._unpickle", DateForms::dateutil3File);
    }

    private static boolean zoneInfo(Recipe recipe, ReprWriter out) {
        boolean known = recipe.isCall(2) && recipe.arg(0) instanceof PyValue.Str;
        return known && out.call("zoneinfo.ZoneInfo(key=", recipe.arg(0));
    }

    private static boolean pytzUtc(Recipe recipe, ReprWriter out) {
        boolean known = recipe.isCall(0);
        out.text(known ? "<UTC>" : "");
        return known;
    }

    /** A zone that never changed is its name; of another one a certain offset is pickled. */
    private static boolean pytzZone(Recipe recipe, ReprWriter out) {
        var args = recipe.args();
        if (!recipe.isCall() || args.isEmpty() || !(args.get(0) instanceof PyValue.Str)) {
            return false;
        }
        if (args.size() == 1) {
            out.text("<StaticTzInfo ").value(args.get(0)).text(">");
            return true;
        }
        if (args.size() != 4
                || !isOffset(args.get(1))
                || !isOffset(args.get(2))
                || !(args.get(3) instanceof PyValue.Str name)) {
            return false;
        }
        int offset = seconds(args.get(1));
        out.text("<DstTzInfo ").value(args.get(0)).text(" ").name(name.value());
        out.text(offset > 0 ? "+" : "").text(duration(offset));
        out.text(seconds(args.get(2)) == 0 ? " STD>" : " DST>");
        return true;
    }

    private static boolean pytzOffset(Recipe recipe, ReprWriter out) {
        boolean known = recipe.isCall(1) && recipe.arg(0) instanceof PyValue.Int;
        return known && out.call("pytz.FixedOffset(", recipe.arg(0));
    }

    private static boolean dateutil(Recipe recipe, ReprWriter out, String text) {
        boolean known = recipe.args().isEmpty() && recipe.hasNoItems();
        out.text(known ? text : "");
        return known;
    }

    private static boolean dateutilOffset(Recipe recipe, ReprWriter out) {
        var name = recipe.attribute("_name");
        if (name == null || !(recipe.attribute("_offset") instanceof PyValue.TimeDelta offset)) {
            return false;
        }
        out.text("tzoffset(")
                .value(name)
                .text(", ")
                .text(toSeconds(offset.value()))
                .text(")");
        return true;
    }

    /** Python's {@code int(total_seconds())}: towards zero. */
    private static long toSeconds(Duration duration) {
        return duration.toNanosPart() != 0 && duration.isNegative() ? duration.toSeconds() + 1 : duration.toSeconds();
    }

    private static boolean dateutilFile(Recipe recipe, ReprWriter out) {
        boolean known = recipe.args().size() == 2
                && recipe.arg(0) instanceof PyValue.None
                && recipe.arg(1) instanceof PyValue.Str;
        return known && out.call("tzfile(", recipe.arg(1));
    }

    /** From dateutil 3.0 on: {@code _unpickle(tzfile, None, name, data)}. */
    private static boolean dateutil3File(Recipe recipe, ReprWriter out) {
        var args = recipe.args();
        boolean known = recipe.isCall(4)
                && "dateutil.tz._tzfile.tzfile".equals(Recipe.name(args.get(0)))
                && args.get(1) instanceof PyValue.None
                && args.get(2) instanceof PyValue.Str;
        return known && out.call("tzfile(", args.get(2));
    }

    private static boolean isOffset(PyValue value) {
        return value instanceof PyValue.Int number
                && number.value().bitLength() < 31
                && Math.abs(number.value().intValue()) <= LONGEST_OFFSET;
    }

    private static int seconds(PyValue value) {
        return value instanceof PyValue.Int number ? number.value().intValue() : 0;
    }

    /** Python's {@code str(timedelta)}. */
    private static String duration(int seconds) {
        int days = Math.floorDiv(seconds, LONGEST_OFFSET);
        int rest = Math.floorMod(seconds, LONGEST_OFFSET);
        String day = days == 0 ? "" : days + (Math.abs(days) == 1 ? " day, " : " days, ");
        return day + rest / 3600 + String.format(java.util.Locale.ROOT, ":%02d:%02d", rest / 60 % 60, rest % 60);
    }
}
