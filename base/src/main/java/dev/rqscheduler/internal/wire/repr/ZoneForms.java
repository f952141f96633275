/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.repr;

import dev.rqscheduler.api.PyValue;
import java.time.Duration;
import java.util.Map;

/** Time zones: zoneinfo, pytz and dateutil. */
final class ZoneForms {
    private static final int LONGEST_OFFSET = 86_400;

    private ZoneForms() {}

    static void addTo(Map<String, KnownClasses.Form> forms) {
        forms.put("zoneinfo.ZoneInfo._unpickle", ZoneForms::zoneInfo);
        forms.put("pytz._UTC", ZoneForms::pytzUtc);
        forms.put("pytz._p", ZoneForms::pytzZone);
        forms.put("pytz.FixedOffset", ZoneForms::pytzOffset);
        forms.put("dateutil.tz.tz.tzutc", (recipe, out) -> dateutil(recipe, out, "tzutc()"));
        forms.put("dateutil.tz.tz.tzlocal", (recipe, out) -> dateutil(recipe, out, "tzlocal()"));
        forms.put("dateutil.tz.tz.tzoffset", ZoneForms::dateutilOffset);
        forms.put("dateutil.tz.tz.tzfile", ZoneForms::dateutilFile);
        forms.put("dateutil.tz._tzfile._unpickle", ZoneForms::dateutil3File);
    }

    private static boolean zoneInfo(Recipe recipe, ReprWriter out) {
        if (!recipe.isCall() || recipe.args().size() != 2 || !(recipe.args().get(0) instanceof PyValue.Str)) {
            return false;
        }
        out.text("zoneinfo.ZoneInfo(key=").value(recipe.args().get(0)).text(")");
        return true;
    }

    private static boolean pytzUtc(Recipe recipe, ReprWriter out) {
        if (!recipe.isCall() || !recipe.args().isEmpty()) {
            return false;
        }
        out.text("<UTC>");
        return true;
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
        if (!recipe.isCall() || recipe.args().size() != 1 || !(recipe.args().get(0) instanceof PyValue.Int)) {
            return false;
        }
        out.text("pytz.FixedOffset(").value(recipe.args().get(0)).text(")");
        return true;
    }

    private static boolean dateutil(Recipe recipe, ReprWriter out, String text) {
        if (!recipe.args().isEmpty() || !recipe.hasNoItems()) {
            return false;
        }
        out.text(text);
        return true;
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
        if (recipe.args().size() != 2
                || !(recipe.args().get(0) instanceof PyValue.None)
                || !(recipe.args().get(1) instanceof PyValue.Str)) {
            return false;
        }
        out.text("tzfile(").value(recipe.args().get(1)).text(")");
        return true;
    }

    /** From dateutil 3.0 on: {@code _unpickle(tzfile, None, name, data)}. */
    private static boolean dateutil3File(Recipe recipe, ReprWriter out) {
        var args = recipe.args();
        if (!recipe.isCall()
                || args.size() != 4
                || !"dateutil.tz._tzfile.tzfile".equals(Recipe.name(args.get(0)))
                || !(args.get(1) instanceof PyValue.None)
                || !(args.get(2) instanceof PyValue.Str)) {
            return false;
        }
        out.text("tzfile(").value(args.get(2)).text(")");
        return true;
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
