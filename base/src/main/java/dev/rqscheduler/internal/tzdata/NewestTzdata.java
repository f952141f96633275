/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.tzdata;

import java.time.zone.ZoneRules;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The newest of several sources. A zone that it lacks, or that is unreadable there, is taken from the next newest: for
 * example a zone newer than the data, or an old name that a distribution omits.
 */
final class NewestTzdata implements Tzdata {
    private final List<Tzdata> candidates;
    private volatile @Nullable List<Tzdata> sorted;

    /**
     * @param candidates of equally new ones the first is used; one of unknown version counts as the oldest
     */
    NewestTzdata(List<Tzdata> candidates) {
        this.candidates = List.copyOf(candidates);
    }

    /** Sorted on first use: a command that needs no zone reads no versions. */
    @Override
    public List<Tzdata> sources() {
        List<Tzdata> known = sorted;
        if (known == null) {
            Comparator<Tzdata> oldestFirst =
                    Comparator.comparing(data -> data.version().orElse(new TzdataVersion(0, "a")));
            known = candidates.stream().sorted(oldestFirst.reversed()).toList();
            sorted = known;
        }
        return known;
    }

    @Override
    public TzdataChoice source() {
        return sources().get(0).source();
    }

    @Override
    public String origin() {
        return sources().get(0).origin();
    }

    @Override
    public Optional<TzdataVersion> version() {
        return sources().get(0).version();
    }

    @Override
    public Optional<ZoneRules> rules(String id) {
        @Nullable TzdataException failure = null;
        for (Tzdata source : sources()) {
            try {
                Optional<ZoneRules> rules = source.rules(id);
                if (rules.isPresent()) {
                    return rules;
                }
            } catch (TzdataException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return Optional.empty();
    }

    @Override
    public SortedSet<String> ids() {
        SortedSet<String> ids = new TreeSet<>();
        candidates.forEach(source -> ids.addAll(source.ids()));
        return ids;
    }
}
