/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import dev.rqscheduler.api.Zone;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The rules of many time zones as a string that another process, with different tzdata, can use: from some instant to
 * the last due time of any timetable on a wall clock, so that rules are equal exactly if all due times are. Immutable.
 *
 * <p>The text has a line for the instant in seconds since 1970, and a line for all zones that have the same rules: the offset
 * at that instant, then for each change of the clocks the seconds since the one before and the offset from then on, in
 * seconds; and after a space the names of the zones, separated by spaces.
 */
public final class RecordedRules {

    /** No wall-clock timetable continues beyond this. */
    private static final Instant END = Instant.parse("2100-01-02T00:00:00Z");

    /** More clock changes than any zone has by then. */
    private static final int MOST_CHANGES = 2_000;

    private final Instant from;
    private final Map<String, String> rules;

    private RecordedRules(Instant from, Map<String, String> rules) {
        this.from = from;
        this.rules = rules;
    }

    /**
     * @param from whole seconds; earlier clock changes are not recorded
     */
    public static RecordedRules of(Collection<Zone> zones, Instant from) {
        Map<ZoneRules, String> known = new LinkedHashMap<>();
        Map<String, String> rules = new TreeMap<>();
        for (Zone zone : zones) {
            rules.put(zone.id(), known.computeIfAbsent(zone.rules(), each -> written(each, from)));
        }
        return new RecordedRules(from, rules);
    }

    /**
     * @throws IllegalArgumentException if it is not in this form
     */
    public static RecordedRules parse(String text) {
        try {
            List<String> lines = text.lines().toList();
            Instant from = Instant.ofEpochSecond(Long.parseLong(lines.get(0)));
            Map<String, String> rules = new TreeMap<>();
            for (String line : lines.subList(1, lines.size())) {
                String[] words = line.split(" ", -1);
                read(words[0], from);
                for (int i = 1; i < words.length; i++) {
                    rules.put(words[i], words[0]);
                }
            }
            return new RecordedRules(from, rules);
        } catch (IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException | DateTimeException e) {
            throw new IllegalArgumentException("cannot read the recorded time-zone rules: " + e.getMessage(), e);
        }
    }

    public String text() {
        Map<String, StringBuilder> lines = new LinkedHashMap<>();
        rules.forEach((id, written) -> lines.computeIfAbsent(written, rule -> new StringBuilder(rule))
                .append(' ')
                .append(id));
        StringBuilder text = new StringBuilder().append(from.getEpochSecond()).append('\n');
        lines.values().forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    /** Returns the zone under the recorded rules; empty if none were recorded. */
    public Optional<Zone> zone(String id) {
        return Optional.ofNullable(rules.get(id)).map(written -> new Zone(id, read(written, from)));
    }

    /** Returns all zones under the recorded rules. */
    public List<Zone> zones() {
        Map<String, ZoneRules> known = new LinkedHashMap<>();
        List<Zone> zones = new ArrayList<>(rules.size());
        rules.forEach((id, written) ->
                zones.add(new Zone(id, known.computeIfAbsent(written, each -> read(each, from)))));
        return zones;
    }

    /** Returns whether a zone's rules differ from those recorded for it; false for a zone that was not recorded. */
    public boolean differs(Zone zone) {
        String written = rules.get(zone.id());
        return written != null && !written.equals(written(zone.rules(), from));
    }

    private static String written(ZoneRules rules, Instant from) {
        ZoneOffset offset = rules.getOffset(from);
        StringBuilder text = new StringBuilder().append(offset.getTotalSeconds());
        Instant last = from;
        ZoneOffsetTransition next = rules.nextTransition(from);
        while (next != null && next.getInstant().isBefore(END)) {
            text.append(';').append(next.getInstant().getEpochSecond() - last.getEpochSecond());
            text.append(':').append(next.getOffsetAfter().getTotalSeconds());
            last = next.getInstant();
            next = rules.nextTransition(last);
        }
        return text.toString();
    }

    private static ZoneRules read(String text, Instant from) {
        String[] words = text.split(";", MOST_CHANGES + 2);
        if (words.length > MOST_CHANGES + 1) {
            throw new IllegalArgumentException("a zone has more than " + MOST_CHANGES + " clock changes");
        }
        ZoneOffset first = ZoneOffset.ofTotalSeconds(Integer.parseInt(words[0]));
        ZoneOffset offset = first;
        long at = from.getEpochSecond();
        List<ZoneOffsetTransition> changes = new ArrayList<>(words.length);
        for (int i = 1; i < words.length; i++) {
            int colon = words[i].indexOf(':');
            long later = Long.parseLong(words[i].substring(0, colon));
            if (later <= 0) {
                throw new IllegalArgumentException("clock changes are out of order");
            }
            at = Math.addExact(at, later);
            ZoneOffset after = ZoneOffset.ofTotalSeconds(Integer.parseInt(words[i].substring(colon + 1)));
            changes.add(ZoneOffsetTransition.of(
                    Instant.ofEpochSecond(at).atOffset(offset).toLocalDateTime(), offset, after));
            offset = after;
        }
        return changes.isEmpty() ? ZoneRules.of(first) : ZoneRules.of(first, first, List.of(), changes, List.of());
    }
}
