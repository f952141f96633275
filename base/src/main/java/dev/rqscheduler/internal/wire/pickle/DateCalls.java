/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire.pickle;

import dev.rqscheduler.api.PyValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Python's pickles of datetime values: a call of the class with packed fields. */
public final class DateCalls {
    /** A call of {@code datetime.<type>}. */
    record Call(String type, List<PyValue> args) {}

    private DateCalls() {}

    /** @throws IllegalArgumentException if the value is not a date */
    static Call of(PyValue value) {
        if (value instanceof PyValue.DateTime at) {
            byte[] state = put(at.local().toLocalTime(), put(at.local().toLocalDate(), ByteBuffer.allocate(10)))
                    .array();
            state[2] |= (byte) (at.fold() << 7);
            return new Call("datetime", withZone(state, at.zone()));
        } else if (value instanceof PyValue.Date date) {
            byte[] state = put(date.value(), ByteBuffer.allocate(4)).array();
            return new Call("date", List.of(PyValue.Bytes.of(state)));
        } else if (value instanceof PyValue.Time time) {
            byte[] state = put(time.value(), ByteBuffer.allocate(6)).array();
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
        throw new IllegalArgumentException("an object of an unknown class cannot be pickled: " + value);
    }

    private static List<PyValue> withZone(byte[] state, PyValue.@Nullable TimeZone zone) {
        var packed = PyValue.Bytes.of(state);
        return zone == null ? List.of(packed) : List.of(packed, zone);
    }

    private static ByteBuffer put(LocalDate date, ByteBuffer state) {
        return state.putShort((short) date.getYear())
                .put((byte) date.getMonthValue())
                .put((byte) date.getDayOfMonth());
    }

    private static ByteBuffer put(LocalTime time, ByteBuffer state) {
        int micros = time.getNano() / 1000;
        state.put((byte) time.getHour()).put((byte) time.getMinute()).put((byte) time.getSecond());
        return state.put((byte) (micros >> 16)).putShort((short) micros);
    }

    /**
     * The value of {@code datetime.<type>(*args)}; null if Python does not pickle such a call, or its zone is not a
     * {@code datetime.timezone}.
     */
    public static @Nullable PyValue read(String type, List<PyValue> args) {
        try {
            return switch (type) {
                case "datetime" -> dateTime(args);
                case "date" -> date(args);
                case "time" -> time(args);
                case "timedelta" -> timeDelta(args);
                case "timezone" -> timeZone(args);
                default -> null;
            };
        } catch (DateTimeException | IllegalArgumentException | ArithmeticException e) {
            return null;
        }
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
        return new PyValue.TimeDelta(seconds.plus(parts[2], ChronoUnit.MICROS));
    }

    private static @Nullable PyValue timeZone(List<PyValue> args) {
        if (args.isEmpty() || args.size() > 2 || !(args.get(0) instanceof PyValue.TimeDelta offset)) {
            return null;
        } else if (args.size() == 2) {
            return args.get(1) instanceof PyValue.Str name ? new PyValue.TimeZone(offset, name.value()) : null;
        }
        return offset.value().isZero() ? PyValue.TimeZone.UTC : new PyValue.TimeZone(offset, null);
    }

    static byte @Nullable [] latin1(String text) {
        boolean fits = text.chars().allMatch(c -> c < 0x100);
        return fits ? text.getBytes(StandardCharsets.ISO_8859_1) : null;
    }
}
