/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import dev.rqscheduler.api.Zone;
import dev.rqscheduler.internal.tzdata.MachineZone;
import dev.rqscheduler.internal.tzdata.Tzdata;
import dev.rqscheduler.internal.tzdata.TzdataChoice;
import dev.rqscheduler.internal.tzdata.TzdataException;
import dev.rqscheduler.internal.tzdata.TzdataSources;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks up time zones by name, and chooses the source of their rules. One process has one set of rules, so that the
 * same query always has the same answer: what a system property or an environment variable says ({@link
 * TzdataChoice#configured}), or else the newest available. The JVM's own zones are unchanged.
 */
public final class Zones {
    private static final int MOST_CHARACTERS = 64;

    private static volatile @Nullable Known known;

    private Zones() {}

    /** The data in use, and the zones read from it. */
    private record Known(Tzdata data, Supplier<Tzdata> again, ConcurrentMap<String, Zone> zones) {}

    /**
     * Chooses the rules this process uses from now on; should be called before the first zone is looked up, since a
     * {@link Zone} keeps its rules.
     *
     * @throws TzdataException if it is the host's and the host has none
     */
    public static void use(TzdataChoice choice) {
        use(choice, System.getenv());
    }

    /**
     * Same as {@link #use(TzdataChoice)}.
     *
     * @param environment instead of this process's; {@code PYTHONTZPATH} says where the host's are
     */
    public static void use(TzdataChoice choice, Map<String, String> environment) {
        Supplier<Tzdata> find = () -> TzdataSources.of(choice, environment);
        known = new Known(find.get(), find, new ConcurrentHashMap<>());
    }

    /** Same as {@link #use(TzdataChoice)}, for the caller's own data. */
    public static void use(Tzdata data) {
        known = new Known(data, () -> data, new ConcurrentHashMap<>());
    }

    /**
     * Switches to newer data, for example after an update of the host's package while this process runs: zones looked
     * up from now on have its rules. Reads a few hundred bytes.
     *
     * @param version of the data in use, as in {@link ZoneEdition}
     * @return whether it has changed; also false if both are unknown
     */
    public static boolean refresh(String version) {
        Known now = known();
        Tzdata data;
        try {
            data = now.again().get();
        } catch (TzdataException e) {
            // A package that is being updated; what was read of the previous one is still valid.
            return false;
        }
        if (ZoneEdition.version(data).equals(version)) {
            return false;
        }
        known = new Known(data, now.again(), new ConcurrentHashMap<>());
        return true;
    }

    /** Returns the rules in use. */
    public static Tzdata tzdata() {
        return known().data();
    }

    /** Returns a zone with the rules now in use; unchanged if they do not include it. */
    public static Zone refreshed(Zone zone) {
        try {
            return find(zone.id()).orElse(zone);
        } catch (TzdataException e) {
            return zone;
        }
    }

    private static Known known() {
        Known now = known;
        if (now == null) {
            synchronized (Zones.class) {
                now = known;
                if (now == null) {
                    Map<String, String> environment = System.getenv();
                    use(TzdataChoice.configured(System.getProperties(), environment), environment);
                    now = known;
                }
            }
        }
        return Objects.requireNonNull(now);
    }

    /**
     * Parses a zone: an IANA name ({@code Europe/Berlin}), {@code UTC}, {@code Z}, or an offset ({@code +01:00}).
     *
     * @throws IllegalArgumentException if there is no such zone; the message suggests similar names
     */
    public static Zone parse(String text) {
        String trimmed = text.strip();
        if (trimmed.length() > MOST_CHARACTERS) {
            throw error(text, "it has more than " + MOST_CHARACTERS + " characters");
        }
        try {
            return find(trimmed)
                    .orElseThrow(() -> error(text, "there is no such zone; " + Advice.on(trimmed, tzdata().ids())));
        } catch (TzdataException e) {
            throw error(text, String.valueOf(e.getMessage()));
        }
    }

    /**
     * @throws TzdataException if its rules cannot be read
     */
    public static Optional<Zone> find(String id) {
        if (id.equals(Zone.UTC.id())) {
            return Optional.of(Zone.UTC);
        }
        Known now = known();
        Zone zone = now.zones().get(id);
        if (zone == null) {
            zone = now.data().rules(id).map(rules -> new Zone(id, rules)).orElseGet(() -> offset(id));
            if (zone != null) {
                // Bounded, since only a name of the database comes here, or one of the offsets.
                now.zones().put(id, zone);
            }
        }
        return Optional.ofNullable(zone);
    }

    /** {@code +01:00}, {@code Z}, or one of these after UTC, GMT or UT. */
    private static @Nullable Zone offset(String id) {
        try {
            ZoneId zone = ZoneId.of(id);
            boolean fixed = zone instanceof ZoneOffset || zone.getId().matches("(?:UTC|GMT|UT)(?:[+-].*)?");
            return fixed ? new Zone(zone.getId(), zone.getRules()) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /**
     * Returns the zone of this machine. The JVM determines it from its settings, the variable TZ and {@code
     * /etc/localtime}; if it does not know that zone, this follows Python.
     */
    public static Zone local() {
        ZoneId jvm = ZoneId.systemDefault();
        if (!jvm.getId().startsWith("GMT")) {
            return Zone.of(jvm);
        }
        return MachineZone.find(tzdata(), System.getenv("TZ"), Path.of("/etc"))
                .map(found -> new Zone(found.id(), found.rules()))
                .orElseGet(() -> Zone.of(jvm));
    }

    private static IllegalArgumentException error(String text, String reason) {
        return new IllegalArgumentException("bad time zone " + Quote.of(text, MOST_CHARACTERS) + ": " + reason);
    }

    /** Suggests zones for a name that does not exist. Never a zone on another continent. */
    private static final class Advice {
        private static final int MOST_SUGGESTIONS = 3;
        private static final int LONGEST_ABBREVIATION = 4;

        private final String area;
        private final String place;

        private Advice(String name) {
            int slash = name.indexOf('/');
            area = slash < 0 ? "" : name.substring(0, slash);
            place = name.substring(slash + 1);
        }

        static String on(String wanted, Collection<String> ids) {
            Advice name = new Advice(plain(wanted));
            // A fourth of the letters wrong is as far as a guess helps: Berln is Berlin, Foo is not Rome.
            int nearest =
                    name.isAbbreviation() ? 0 : Math.max(name.place.length() / 4, name.place.length() > 3 ? 1 : 0);
            Set<String> alike = new TreeSet<>();
            for (String id : ids) {
                int distance = name.distance(new Advice(plain(id)));
                if (distance < nearest) {
                    alike.clear();
                    nearest = distance;
                }
                if (distance == nearest) {
                    alike.add(id);
                }
            }
            return alike.isEmpty()
                    ? "write an IANA name such as Europe/Berlin, UTC, or an offset such as +01:00"
                    : "did you mean " + alike.stream().limit(MOST_SUGGESTIONS).collect(Collectors.joining(" or "))
                            + "?";
        }

        /** PST, CEST and the like mean one zone here and another there: only their case can be corrected. */
        private boolean isAbbreviation() {
            return area.isEmpty() && place.length() <= LONGEST_ABBREVIATION;
        }

        private int distance(Advice known) {
            if (area.isEmpty()) {
                int city = known.place.lastIndexOf('/') + 1;
                boolean comparable = !isAbbreviation() || known.area.isEmpty();
                return comparable ? EditDistance.between(place, known.place.substring(city)) : Integer.MAX_VALUE;
            }
            return EditDistance.between(area, known.area) <= 1
                    ? EditDistance.between(place, known.place)
                    : Integer.MAX_VALUE;
        }

        private static String plain(String name) {
            return name.toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
        }
    }
}
