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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Time zones by name, and whose rules they have. One process has one set of rules, by default the newest there is ({@link
 * TzdataChoice#AUTO}): two answers to the same question would be one too many. The JVM's own zones stay as they are.
 */
public final class Zones {
    private static final int MOST_CHARACTERS = 64;

    private static volatile @Nullable Known known;

    private Zones() {}

    /** The data in use, and what of it was read. */
    private record Known(Tzdata data, Supplier<Tzdata> again, ConcurrentMap<String, Zone> zones) {}

    /**
     * Chooses whose rules this process uses from now on; should be called before the first zone is asked for, since a {@link
     * Zone} keeps the rules it was made with.
     *
     * @throws TzdataException if it is the host's and the host has none
     */
    public static void use(TzdataChoice choice) {
        use(choice, System.getenv());
    }

    /**
     * As {@link #use(TzdataChoice)}.
     *
     * @param environment instead of this process's; {@code PYTHONTZPATH} says where to look for the host's
     */
    public static void use(TzdataChoice choice, Map<String, String> environment) {
        Supplier<Tzdata> find = () -> TzdataSources.of(choice, environment);
        known = new Known(find.get(), find, new ConcurrentHashMap<>());
    }

    /** As {@link #use(TzdataChoice)}, for data of the caller's own. */
    public static void use(Tzdata data) {
        known = new Known(data, () -> data, new ConcurrentHashMap<>());
    }

    /**
     * Takes up data that has come since, as when the host's package was updated under this process: zones that are asked for
     * from now on have its rules. Reads a few hundred bytes.
     *
     * @param version of the data in use, as {@link ZoneEdition} had it when it was asked
     * @return whether it is another one now; false, too, where neither says which it is
     */
    public static boolean refresh(String version) {
        Known now = known();
        Tzdata data;
        try {
            data = now.again().get();
        } catch (TzdataException e) {
            // A package that is being updated; what was read of the one before is good still.
            return false;
        }
        if (ZoneEditions.version(data).equals(version)) {
            return false;
        }
        known = new Known(data, now.again(), new ConcurrentHashMap<>());
        return true;
    }

    /** The rules in use. */
    public static Tzdata tzdata() {
        return known().data();
    }

    /** A zone by the rules in use now; as it is where these do not know it. */
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
                    use(TzdataChoice.AUTO);
                    now = known;
                }
            }
        }
        return Objects.requireNonNull(now);
    }

    /**
     * Reads a zone: an IANA name ({@code Europe/Berlin}), {@code UTC}, {@code Z}, or an offset ({@code +01:00}).
     *
     * @throws IllegalArgumentException if there is no such zone; the message names those that are written alike
     */
    public static Zone parse(String text) {
        String trimmed = text.strip();
        if (trimmed.length() > MOST_CHARACTERS) {
            throw error(text, "it has more than " + MOST_CHARACTERS + " characters");
        }
        try {
            return find(trimmed)
                    .orElseThrow(() -> error(text, "there is no such zone; " + ZoneAdvice.on(trimmed, tzdata().ids())));
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

    /** {@code +01:00}, {@code Z}, or one of these behind UTC, GMT or UT. */
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
     * The zone of this machine. The JVM says which it is, by its settings, the variable TZ and {@code /etc/localtime}, unless
     * that is one it does not know: then this does as Python.
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
}
