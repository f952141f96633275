/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.time;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Time zones by name. */
public final class Zones {
    private static final int MOST_CHARACTERS = 64;
    private static final int MOST_SUGGESTIONS = 3;

    private Zones() {}

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
        return find(trimmed).orElseThrow(() -> error(text, "there is no such zone; " + advice(trimmed)));
    }

    static Optional<Zone> find(String id) {
        try {
            ZoneId zone = ZoneId.of(id);
            return Optional.of(new Zone(zone.getId(), zone.getRules()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String advice(String wanted) {
        String plain = plain(wanted);
        // A third of the letters wrong is as far as a guess helps: Berln is Berlin, Foo is not Rome.
        int nearest = plain.length() / 3;
        var alike = new TreeSet<String>();
        for (String id : plain.isEmpty() ? Set.<String>of() : ZoneId.getAvailableZoneIds()) {
            int distance = distance(plain, id);
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
                : "did you mean " + alike.stream().limit(MOST_SUGGESTIONS).collect(Collectors.joining(" or ")) + "?";
    }

    /** How far the zone's name is from what was written, by its whole name or by its city alone. */
    private static int distance(String plain, String id) {
        String whole = plain(id);
        int city = id.lastIndexOf('/') + 1;
        int byName = EditDistance.between(plain, whole);
        return city == 0 ? byName : Math.min(byName, EditDistance.between(plain, plain(id.substring(city))));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
    }

    private static IllegalArgumentException error(String text, String reason) {
        return new IllegalArgumentException("bad time zone " + Quote.of(text, MOST_CHARACTERS) + ": " + reason);
    }
}
