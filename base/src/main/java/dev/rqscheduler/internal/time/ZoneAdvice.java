/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Suggests zones for a name that does not exist. Never a zone on another continent. */
final class ZoneAdvice {
    private static final int MOST_SUGGESTIONS = 3;
    private static final int LONGEST_ABBREVIATION = 4;

    private final String area;
    private final String place;

    private ZoneAdvice(String name) {
        int slash = name.indexOf('/');
        area = slash < 0 ? "" : name.substring(0, slash);
        place = name.substring(slash + 1);
    }

    static String on(String wanted, Collection<String> ids) {
        ZoneAdvice name = new ZoneAdvice(plain(wanted));
        // A fourth of the letters wrong is as far as a guess helps: Berln is Berlin, Foo is not Rome.
        int nearest = name.isAbbreviation() ? 0 : Math.max(name.place.length() / 4, name.place.length() > 3 ? 1 : 0);
        Set<String> alike = new TreeSet<>();
        for (String id : ids) {
            int distance = name.distance(new ZoneAdvice(plain(id)));
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

    /** PST, CEST and the like mean one zone here and another there: only their case can be corrected. */
    private boolean isAbbreviation() {
        return area.isEmpty() && place.length() <= LONGEST_ABBREVIATION;
    }

    private int distance(ZoneAdvice known) {
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
