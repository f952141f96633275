/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire;

import dev.rqscheduler.api.PyValue;
import java.lang.reflect.Array;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One conversion of Java values to Python ones. Objects that occur twice stay one object, and equal strings become one,
 * like Python's interned strings: this makes the pickles as small as Python's own.
 */
public final class JavaValues {
    /** Python's pickler gives up at a depth of about 1000 calls, and a level of nesting takes up to three. */
    static final int MAX_DEPTH = 200;

    /** Most calls have no list or dict at all, and are created by the hundred thousand. */
    private static final int FEW = 2;

    private static final String KNOWN =
            "use null, boolean, whole number, double, String, byte[], List, Set, Map, array,"
                    + " Instant, OffsetDateTime, ZonedDateTime, LocalDateTime, LocalDate, LocalTime, Duration or PyValue";

    private final Map<String, PyValue.Str> texts = new HashMap<>();
    private final IdentityHashMap<Object, PyValue> containers = new IdentityHashMap<>(FEW);
    private final Set<Object> open = java.util.Collections.newSetFromMap(new IdentityHashMap<>(FEW));

    public PyValue convert(String place, @Nullable Object value) {
        return convert(Place.root(place), value);
    }

    public PyValue convertArg(int position, @Nullable Object value) {
        return convert(Place.ARGS.index(position), value);
    }

    public PyValue convertKwarg(String name, @Nullable Object value) {
        return convert(Place.KWARGS.key(name), value);
    }

    private PyValue convert(Place place, @Nullable Object value) {
        if (value == null) {
            return PyValue.None.NONE;
        } else if (value instanceof PyValue already) {
            return already;
        } else if (value instanceof Boolean bool) {
            return new PyValue.Bool(bool);
        } else if (value instanceof CharSequence || value instanceof Character) {
            return texts.computeIfAbsent(value.toString(), PyValue.Str::new);
        } else if (value instanceof Number number) {
            return number(place, number);
        } else if (value instanceof byte[] bytes) {
            return PyValue.Bytes.of(bytes);
        } else if (value instanceof Collection
                || value instanceof Map
                || value.getClass().isArray()) {
            return container(place, value);
        }
        try {
            return date(place, value);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw e instanceof Refused refused ? refused : new Refused(place + ": " + e.getMessage());
        }
    }

    private static PyValue number(Place place, Number number) {
        if (number instanceof Long
                || number instanceof Integer
                || number instanceof Short
                || number instanceof Byte
                || number instanceof java.util.concurrent.atomic.AtomicInteger
                || number instanceof java.util.concurrent.atomic.AtomicLong) {
            return PyValue.Int.of(number.longValue());
        } else if (number instanceof Double || number instanceof Float) {
            return new PyValue.Float(number.doubleValue());
        } else if (number instanceof BigInteger big) {
            return new PyValue.Int(big);
        }
        throw refused(place, number);
    }

    private static PyValue date(Place place, Object value) {
        if (value instanceof Instant instant) {
            return aware(instant.atOffset(ZoneOffset.UTC));
        } else if (value instanceof OffsetDateTime offset) {
            return aware(offset);
        } else if (value instanceof ZonedDateTime zoned) {
            return aware(zoned.toOffsetDateTime());
        } else if (value instanceof LocalDateTime local) {
            return new PyValue.DateTime(local, 0, null);
        } else if (value instanceof LocalDate date) {
            return new PyValue.Date(date);
        } else if (value instanceof LocalTime time) {
            return new PyValue.Time(time, 0, null);
        } else if (value instanceof Duration duration) {
            return new PyValue.TimeDelta(duration);
        }
        throw refused(place, value);
    }

    private static PyValue aware(OffsetDateTime value) {
        return new PyValue.DateTime(value.toLocalDateTime(), 0, PyValue.TimeZone.of(value.getOffset()));
    }

    private PyValue container(Place place, Object value) {
        var known = containers.get(value);
        if (known != null) {
            return known;
        }
        if (place.depth() >= MAX_DEPTH) {
            throw new Refused(
                    place.root() + " is nested deeper than " + MAX_DEPTH + " levels, which Python cannot read");
        }
        if (!open.add(value)) {
            throw new Refused(place + " contains itself; that cannot be sent to a Python worker");
        }
        PyValue converted;
        if (value instanceof Map<?, ?> map) {
            converted = dict(place, map);
        } else if (value instanceof Set<?> set) {
            converted = set(place, set);
        } else {
            converted = new PyValue.List(items(place, value));
        }
        open.remove(value);
        containers.put(value, converted);
        return converted;
    }

    private List<PyValue> items(Place place, Object value) {
        var items = new ArrayList<PyValue>();
        if (value instanceof Collection<?> collection) {
            for (var item : collection) {
                items.add(convert(place.index(items.size()), item));
            }
        } else {
            for (int i = 0; i < Array.getLength(value); i++) {
                items.add(convert(place.index(i), Array.get(value, i)));
            }
        }
        return items;
    }

    private PyValue set(Place place, Set<?> set) {
        var seen = new HashSet<String>();
        var items = new ArrayList<PyValue>();
        for (var item : set) {
            var converted = convert(place.key(item), item);
            if (seen.add(hashable(place.key(item), converted))) {
                items.add(converted);
            }
        }
        return new PyValue.Set(items);
    }

    private PyValue dict(Place place, Map<?, ?> map) {
        var seen = new HashSet<String>();
        var entries = new ArrayList<PyValue.Entry>(map.size());
        for (var item : map.entrySet()) {
            var inside = place.key(item.getKey());
            var key = convert(inside, item.getKey());
            if (!seen.add(hashable(inside, key))) {
                throw new Refused(inside + ": another key of the same map is equal to it in Python");
            }
            entries.add(new PyValue.Entry(key, convert(inside, item.getValue())));
        }
        return new PyValue.Dict(entries);
    }

    private static String hashable(Place place, PyValue key) {
        var text = PyKey.of(key);
        if (text == null) {
            throw new Refused(place + ": a Python dict key or set item cannot be a list, dict, set or bytearray");
        }
        return text;
    }

    private static Refused refused(Place place, Object value) {
        return new Refused(
                place + " (" + value.getClass().getTypeName() + ") cannot be sent to a Python worker; " + KNOWN);
    }

    private static final class Refused extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    /** The place of a value, formatted only when something is rejected. */
    private record Place(@Nullable Place parent, @Nullable Object step, boolean index, int depth) {
        private static final int SHOWN = 60;

        /** They contain the values themselves, at depth 0. */
        private static final Place ARGS = new Place(null, "args", false, -1);

        private static final Place KWARGS = new Place(null, "kwargs", false, -1);

        static Place root(String name) {
            return new Place(null, name, false, 0);
        }

        Place index(int position) {
            return new Place(this, position, true, depth + 1);
        }

        Place key(@Nullable Object key) {
            return new Place(this, key, false, depth + 1);
        }

        String root() {
            return parent == null || depth == 0 ? toString() : parent.root();
        }

        @Override
        public String toString() {
            if (parent == null) {
                return String.valueOf(step);
            }
            return parent + (index ? "[" + step + "]" : "[\"" + PyText.cut(String.valueOf(step), SHOWN) + "\"]");
        }
    }
}
