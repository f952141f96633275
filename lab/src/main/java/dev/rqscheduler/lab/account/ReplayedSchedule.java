/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.account;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The sorted set of scheduled jobs during a replay, in Redis's order. Not thread-safe. */
final class ReplayedSchedule {

    private record Entry(String id, double score, Instant due) {}

    private static final Comparator<Entry> ORDER = Comparator.comparingDouble(Entry::score)
            .thenComparing(entry -> entry.id().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    private final Map<String, Entry> entries = new HashMap<>();
    private final TreeSet<Entry> order = new TreeSet<>(ORDER);

    /** Adds or moves a job; returns whether it was there before. */
    boolean put(String id, Instant due, double score) {
        boolean there = remove(id).isPresent();
        Entry entry = new Entry(id, score, due);
        entries.put(id, entry);
        order.add(entry);
        return there;
    }

    Optional<Instant> remove(String id) {
        Optional<Entry> entry = Optional.ofNullable(entries.remove(id));
        entry.ifPresent(order::remove);
        return entry.map(Entry::due);
    }

    Optional<Instant> due(String id) {
        return Optional.ofNullable(entries.get(id)).map(Entry::due);
    }

    /** Returns the ids from one rank to another, inclusive. */
    List<String> between(int first, int last) {
        List<String> ids = new ArrayList<>();
        int rank = 0;
        for (Entry entry : order) {
            if (rank > last) {
                break;
            }
            if (rank >= first) {
                ids.add(entry.id());
            }
            rank++;
        }
        return ids;
    }

    /** Returns the due times by id. */
    Map<String, Instant> byId() {
        return entries.values().stream().collect(Collectors.toUnmodifiableMap(Entry::id, Entry::due));
    }
}
