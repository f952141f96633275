/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.repr;

import dev.rqscheduler.api.Octets;
import dev.rqscheduler.api.PyValue;
import dev.rqscheduler.internal.wire.PyFloat;
import dev.rqscheduler.internal.wire.PyText;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Consumer;

/** Writes values as Python prints them, up to a length and a depth. */
public final class ReprWriter {
    /**
     * More than anyone reads. A value may be five times as deep, but the compiler's frames for this recursion can grow
     * to kilobytes, and the stack must do for all of them.
     */
    private static final int MAX_DEPTH = 100;

    /** CPython refuses to print longer ones, because that takes quadratic time. */
    private static final int MAX_INT_DIGITS = 4300;

    private final StringBuilder out = new StringBuilder();
    private final int limit;
    private int depth;

    /** @param limit in UTF-16 units, at least 0 */
    public ReprWriter(int limit) {
        this.limit = limit;
    }

    /** What was written; if it is longer than the limit, that many characters and {@code ...}. */
    @Override
    public String toString() {
        return full() ? PyText.cut(out.toString(), limit) + "..." : out.toString();
    }

    /** Returns true when further output would not be visible: loops end then. */
    boolean full() {
        return out.length() > limit;
    }

    public ReprWriter value(PyValue value) {
        if (full()) {
            return this;
        } else if (depth == MAX_DEPTH) {
            return text("...");
        }
        depth++;
        append(value);
        depth--;
        return this;
    }

    /** Appends a constant string, or one with checked length and alphabet. */
    ReprWriter text(String text) {
        out.append(text);
        return this;
    }

    ReprWriter text(long number) {
        out.append(number);
        return this;
    }

    /** Appends a name from outside: shortened, and with escapes for unprintable characters. */
    ReprWriter name(String name) {
        PyText.appendPrintable(out, name, limit);
        return this;
    }

    ReprWriter quoted(String text) {
        PyText.appendRepr(out, text, limit);
        return this;
    }

    ReprWriter integer(BigInteger number) {
        int bits = number.bitLength();
        String digits = bits > MAX_INT_DIGITS * 4 ? "" : number.toString();
        boolean printable = bits <= MAX_INT_DIGITS * 4 && digits.length() <= MAX_INT_DIGITS + 1;
        return text(printable ? digits : "<int of " + bits + " bits>");
    }

    ReprWriter items(String begin, List<PyValue> items, String end) {
        text(begin).each("", items, this::value);
        return text(end);
    }

    ReprWriter dict(List<PyValue.Entry> entries) {
        text("{").each("", entries, entry -> value(entry.key()).text(": ").value(entry.value()));
        return text("}");
    }

    /** Appends a call with one argument; returns true, as a form that has written does. */
    boolean call(String begin, PyValue argument) {
        text(begin).value(argument).text(")");
        return true;
    }

    /** Calls {@code write} for each part, with commas between them; returns the separator for what follows. */
    <T> String each(String first, List<T> parts, Consumer<T> write) {
        String separator = first;
        for (T part : parts) {
            if (full()) {
                break;
            }
            text(separator);
            write.accept(part);
            separator = ", ";
        }
        return separator;
    }

    private void append(PyValue value) {
        if (value instanceof PyValue.None) {
            text("None");
        } else if (value instanceof PyValue.Bool bool) {
            text(bool.value() ? "True" : "False");
        } else if (value instanceof PyValue.Int number) {
            integer(number.value());
        } else if (value instanceof PyValue.Float real) {
            text(PyFloat.repr(real.value()));
        } else if (value instanceof PyValue.Str str) {
            quoted(str.value());
        } else if (value instanceof PyValue.Bytes bytes) {
            bytes(bytes.value(), false);
        } else if (value instanceof PyValue.ByteArray bytes) {
            text("bytearray(").bytes(bytes.value(), true).text(")");
        } else if (value instanceof PyValue.List list) {
            items("[", list.items(), "]");
        } else if (value instanceof PyValue.Tuple tuple) {
            items("(", tuple.items(), tuple.items().size() == 1 ? ",)" : ")");
        } else if (value instanceof PyValue.Set set) {
            items(set.items().isEmpty() ? "set(" : "{", set.items(), set.items().isEmpty() ? ")" : "}");
        } else if (value instanceof PyValue.FrozenSet set) {
            boolean empty = set.items().isEmpty();
            items(empty ? "frozenset(" : "frozenset({", set.items(), empty ? ")" : "})");
        } else if (value instanceof PyValue.Dict dict) {
            dict(dict.entries());
        } else {
            appendObject(value);
        }
    }

    private void appendObject(PyValue value) {
        if (value instanceof PyValue.Global || value instanceof PyValue.Reduced) {
            ObjectRepr.append(this, value);
        } else if (value instanceof PyValue.Persistent persistent) {
            text("<persistent object ").value(persistent.id()).text(">");
        } else if (value instanceof PyValue.Recursive recursive) {
            text(recursive.text());
        } else {
            DateForms.append(this, value);
        }
    }

    private ReprWriter bytes(Octets bytes, boolean mutable) {
        PyText.appendRepr(out, bytes, mutable, limit);
        return this;
    }
}
