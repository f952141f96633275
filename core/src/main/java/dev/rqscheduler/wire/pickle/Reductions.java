/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.wire.pickle;

import dev.rqscheduler.wire.PyValue;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calls that stand for values of Python's own types: dates, and sets and bytes in the protocols that have no opcode
 * for them. Everything else, and everything malformed, stays an opaque object.
 */
final class Reductions {
    private final NodeKeys keys;

    Reductions(NodeKeys keys) {
        this.keys = keys;
    }

    /** The value of {@code callable(*args)}, or null if it is not one of these. */
    @Nullable
    Node recognise(Node callable, Node args) {
        if (!(callable instanceof Node.Atom atom
                && atom.value instanceof PyValue.Global global
                && args instanceof Node.TupleNode tuple)) {
            return null;
        }
        String name = global.module() + "." + global.name();
        if (name.equals("builtins.set") || name.equals("builtins.frozenset")) {
            return set(name.equals("builtins.frozenset"), tuple.items);
        }
        var values = new ArrayList<PyValue>();
        for (var item : tuple.items) {
            if (!(item instanceof Node.Atom part)) {
                return null;
            }
            values.add(part.value);
        }
        try {
            var value = value(name, values);
            return value == null ? null : new Node.Atom(value, -1, -1);
        } catch (DateTimeException | IllegalArgumentException | ArithmeticException e) {
            return null;
        }
    }

    private static @Nullable PyValue value(String name, List<PyValue> args) {
        return switch (name) {
            case "datetime.datetime" -> dateTime(args);
            case "datetime.date" -> date(args);
            case "datetime.time" -> time(args);
            case "datetime.timedelta" -> timeDelta(args);
            case "datetime.timezone" -> timeZone(args);
            case "builtins.bytearray" -> byteArray(args);
            case "builtins.bytes" -> args.isEmpty() ? PyValue.Bytes.of(new byte[0]) : null;
            case "_codecs.encode" -> encoded(args);
            default -> null;
        };
    }

    private @Nullable Node set(boolean frozen, List<Node> args) {
        if (args.size() != 1 || !(args.get(0) instanceof Node.ListNode list)) {
            return null;
        }
        var set = new Node.SetNode(frozen);
        for (var item : list.items) {
            set.items.putIfAbsent(keys.of(item), item);
        }
        return set;
    }

    private static @Nullable PyValue dateTime(List<PyValue> args) {
        byte[] state = state(args, 10);
        if (state == null) {
            return null;
        }
        var date = LocalDate.of(year(state), state[2] & 0x7f, state[3]);
        return new PyValue.DateTime(LocalDateTime.of(date, clock(state, 4)), fold(state[2]), zone(args));
    }

    private static @Nullable PyValue time(List<PyValue> args) {
        byte[] state = state(args, 6);
        if (state == null) {
            return null;
        }
        int fold = fold(state[0]);
        state[0] &= 0x7f;
        return new PyValue.Time(clock(state, 0), fold, zone(args));
    }

    private static @Nullable PyValue date(List<PyValue> args) {
        byte[] state = args.size() == 1 ? state(args, 4) : null;
        return state == null ? null : new PyValue.Date(LocalDate.of(year(state), state[2], state[3]));
    }

    private static int year(byte[] state) {
        return ((state[0] & 0xff) << 8) | (state[1] & 0xff);
    }

    /** Protocol 4 and later keep the fold in a bit that is free. */
    private static int fold(byte first) {
        return first < 0 ? 1 : 0;
    }

    private static LocalTime clock(byte[] state, int at) {
        int micros = ((state[at + 3] & 0xff) << 16) | ((state[at + 4] & 0xff) << 8) | (state[at + 5] & 0xff);
        return LocalTime.of(state[at], state[at + 1], state[at + 2], Math.multiplyExact(micros, 1000));
    }

    private static PyValue.@Nullable TimeZone zone(List<PyValue> args) {
        if (args.size() < 2 || args.get(1) instanceof PyValue.None) {
            return null;
        } else if (args.get(1) instanceof PyValue.TimeZone zone) {
            return zone;
        }
        throw new IllegalArgumentException("a zone of another kind");
    }

    /** The packed date: bytes, or the same as Latin-1 text in pickles that Python 2 wrote. */
    private static byte @Nullable [] state(List<PyValue> args, int length) {
        if (args.isEmpty() || args.size() > 2) {
            return null;
        }
        byte[] state = null;
        if (args.get(0) instanceof PyValue.Bytes bytes) {
            state = bytes.value().toArray();
        } else if (args.get(0) instanceof PyValue.Str text) {
            state = latin1(text.value());
        }
        return state != null && state.length == length ? state : null;
    }

    private static @Nullable PyValue timeDelta(List<PyValue> args) {
        if (args.size() > 3) {
            return null;
        }
        long[] parts = new long[3];
        for (int i = 0; i < args.size(); i++) {
            if (!(args.get(i) instanceof PyValue.Int number)) {
                return null;
            }
            parts[i] = number.value().longValueExact();
        }
        var seconds = Duration.ofSeconds(Math.addExact(Math.multiplyExact(parts[0], 86_400L), parts[1]));
        return new PyValue.TimeDelta(seconds.plus(parts[2], java.time.temporal.ChronoUnit.MICROS));
    }

    private static @Nullable PyValue timeZone(List<PyValue> args) {
        if (args.isEmpty() || args.size() > 2 || !(args.get(0) instanceof PyValue.TimeDelta offset)) {
            return null;
        } else if (args.size() == 2) {
            return args.get(1) instanceof PyValue.Str name ? new PyValue.TimeZone(offset, name.value()) : null;
        }
        return offset.value().isZero() ? PyValue.TimeZone.UTC : new PyValue.TimeZone(offset, null);
    }

    private static @Nullable PyValue byteArray(List<PyValue> args) {
        if (args.isEmpty()) {
            return PyValue.ByteArray.of(new byte[0]);
        }
        PyValue content = args.size() == 2 ? encoded(args) : args.get(0);
        return args.size() <= 2 && content instanceof PyValue.Bytes bytes ? new PyValue.ByteArray(bytes.value()) : null;
    }

    private static @Nullable PyValue encoded(List<PyValue> args) {
        if (args.size() != 2
                || !(args.get(0) instanceof PyValue.Str text)
                || !(args.get(1) instanceof PyValue.Str codec)
                || !(codec.value().equals("latin1") || codec.value().equals("latin-1"))) {
            return null;
        }
        byte[] bytes = latin1(text.value());
        return bytes == null ? null : PyValue.Bytes.of(bytes);
    }

    private static byte @Nullable [] latin1(String text) {
        boolean fits = text.chars().allMatch(c -> c < 0x100);
        return fits ? text.getBytes(StandardCharsets.ISO_8859_1) : null;
    }
}
