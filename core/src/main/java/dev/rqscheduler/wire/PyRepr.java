/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.wire;

import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Python's {@code repr()} of a value, for people to read: as CPython 3.11 prints it, of bounded length. Objects of
 * unknown classes print as {@code <module.Name object>}. Which characters count as printable is the JDK's Unicode.
 */
public final class PyRepr {
    /** Enough for a screen and a log line. */
    public static final int DEFAULT_LENGTH = 10_000;

    private static final int BRIEF = 200;

    /** As deep as a value that was read can be; one that was built here may be deeper. */
    private static final int MAX_DEPTH = 501;

    /** CPython refuses to print longer ones, because that takes quadratic time. */
    private static final int MAX_INT_DIGITS = 4300;

    private final StringBuilder out = new StringBuilder();
    private final int limit;
    private int depth;

    private PyRepr(int limit) {
        this.limit = limit;
    }

    /** As {@link #of(PyValue, int)} with {@link #DEFAULT_LENGTH}. */
    public static String of(PyValue value) {
        return of(value, DEFAULT_LENGTH);
    }

    /**
     * The text; if it is longer than {@code limit} characters, that many and {@code ...}.
     *
     * @param limit in UTF-16 units, at least 0
     */
    public static String of(PyValue value, int limit) {
        var repr = new PyRepr(limit);
        repr.append(value);
        return repr.out.length() > limit ? PyText.cut(repr.out.toString(), limit) + "..." : repr.out.toString();
    }

    static String brief(PyValue value) {
        return of(value, BRIEF);
    }

    private void append(PyValue value) {
        if (out.length() > limit) {
            return;
        } else if (depth == MAX_DEPTH) {
            out.append("...");
            return;
        }
        depth++;
        appendValue(value);
        depth--;
    }

    private void appendValue(PyValue value) {
        if (value instanceof PyValue.None) {
            out.append("None");
        } else if (value instanceof PyValue.Bool bool) {
            out.append(bool.value() ? "True" : "False");
        } else if (value instanceof PyValue.Int number) {
            appendInt(number);
        } else if (value instanceof PyValue.Float real) {
            out.append(PyFloat.repr(real.value()));
        } else if (value instanceof PyValue.Str str) {
            PyText.appendRepr(out, str.value(), limit);
        } else if (value instanceof PyValue.Bytes bytes) {
            PyText.appendRepr(out, bytes.value(), false, limit);
        } else if (value instanceof PyValue.ByteArray bytes) {
            out.append("bytearray(");
            PyText.appendRepr(out, bytes.value(), true, limit);
            out.append(')');
        } else if (value instanceof PyValue.List list) {
            appendAll("[", list.items(), "]");
        } else if (value instanceof PyValue.Tuple tuple) {
            appendAll("(", tuple.items(), tuple.items().size() == 1 ? ",)" : ")");
        } else if (value instanceof PyValue.Set set) {
            appendSet(
                    set.items().isEmpty() ? "set(" : "",
                    set.items(),
                    set.items().isEmpty() ? ")" : "");
        } else if (value instanceof PyValue.FrozenSet set) {
            appendSet("frozenset(", set.items(), ")");
        } else if (value instanceof PyValue.Dict dict) {
            appendDict(dict);
        } else {
            appendDateOrObject(value);
        }
    }

    private void appendInt(PyValue.Int number) {
        int bits = number.value().bitLength();
        String text = bits > MAX_INT_DIGITS * 4 ? "" : number.value().toString();
        boolean printable = bits <= MAX_INT_DIGITS * 4 && text.length() <= MAX_INT_DIGITS + 1;
        out.append(printable ? text : "<int of " + bits + " bits>");
    }

    private void appendAll(String begin, List<PyValue> items, String end) {
        out.append(begin);
        String separator = "";
        for (var item : items) {
            if (out.length() > limit) {
                return;
            }
            out.append(separator);
            append(item);
            separator = ", ";
        }
        out.append(end);
    }

    private void appendSet(String begin, List<PyValue> items, String end) {
        out.append(begin);
        if (!items.isEmpty()) {
            appendAll("{", items, "}");
        }
        out.append(end);
    }

    private void appendDict(PyValue.Dict dict) {
        out.append('{');
        String separator = "";
        for (var entry : dict.entries()) {
            if (out.length() > limit) {
                return;
            }
            out.append(separator);
            append(entry.key());
            out.append(": ");
            append(entry.value());
            separator = ", ";
        }
        out.append('}');
    }

    private void appendDateOrObject(PyValue value) {
        if (value instanceof PyValue.DateTime at) {
            var date = at.local().toLocalDate();
            out.append("datetime.datetime(").append(date.getYear()).append(", ");
            out.append(date.getMonthValue())
                    .append(", ")
                    .append(date.getDayOfMonth())
                    .append(", ");
            appendClock(at.local().toLocalTime());
            appendFold(at.fold());
            appendZone(at.zone());
            out.append(')');
        } else if (value instanceof PyValue.Date date) {
            out.append("datetime.date(").append(date.value().getYear()).append(", ");
            out.append(date.value().getMonthValue()).append(", ");
            out.append(date.value().getDayOfMonth()).append(')');
        } else if (value instanceof PyValue.Time time) {
            out.append("datetime.time(");
            appendClock(time.value());
            appendZone(time.zone()); // CPython prints these two the other way round than for a datetime
            appendFold(time.fold());
            out.append(')');
        } else if (value instanceof PyValue.TimeDelta delta) {
            appendTimeDelta(delta);
        } else if (value instanceof PyValue.TimeZone zone) {
            appendTimeZone(zone);
        } else {
            appendObject(value);
        }
    }

    private void appendClock(LocalTime time) {
        int micros = time.getNano() / 1000;
        out.append(time.getHour()).append(", ").append(time.getMinute());
        if (time.getSecond() != 0 || micros != 0) {
            out.append(", ").append(time.getSecond());
        }
        if (micros != 0) {
            out.append(", ").append(micros);
        }
    }

    private void appendFold(int fold) {
        out.append(fold == 0 ? "" : ", fold=1");
    }

    private void appendZone(PyValue.@Nullable TimeZone zone) {
        if (zone != null) {
            out.append(", tzinfo=");
            appendTimeZone(zone);
        }
    }

    private void appendTimeDelta(PyValue.TimeDelta delta) {
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
        out.append("datetime.timedelta(")
                .append(parts.isEmpty() ? "0" : parts.substring(2))
                .append(')');
    }

    private void appendTimeZone(PyValue.TimeZone zone) {
        if (zone.equals(PyValue.TimeZone.UTC)) {
            out.append("datetime.timezone.utc");
            return;
        }
        out.append("datetime.timezone(");
        appendTimeDelta(zone.offset());
        if (zone.name() != null) {
            out.append(", ");
            PyText.appendRepr(out, zone.name(), limit);
        }
        out.append(')');
    }

    private void appendObject(PyValue value) {
        if (value instanceof PyValue.Global global) {
            appendName(global, ">");
        } else if (value instanceof PyValue.Reduced object) {
            var named = object.args() instanceof PyValue.Tuple tuple ? tuple.items() : List.<PyValue>of();
            if (object.callable() instanceof PyValue.Global maker) {
                boolean member = maker.equals(new PyValue.Global("builtins", "getattr")) && named.size() == 2;
                boolean rebuilt = maker.equals(new PyValue.Global("copyreg", "_reconstructor")) && !named.isEmpty();
                if (member
                        && named.get(0) instanceof PyValue.Global owner
                        && named.get(1) instanceof PyValue.Str name) {
                    appendName(owner, "." + name.value() + ">");
                } else {
                    appendName(rebuilt && named.get(0) instanceof PyValue.Global type ? type : maker, " object>");
                }
            } else {
                out.append("<object>");
            }
        } else if (value instanceof PyValue.Persistent persistent) {
            out.append("<persistent object ");
            append(persistent.id());
            out.append('>');
        } else if (value instanceof PyValue.Recursive recursive) {
            out.append(recursive.text());
        }
    }

    private void appendName(PyValue.Global global, String end) {
        out.append('<').append(PyText.cut(global.module(), limit)).append('.');
        out.append(PyText.cut(global.name(), limit)).append(PyText.cut(end, limit));
    }
}
