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
 * The newest of several. A zone that it does not have, or that cannot be read there, is taken from the next newest; so is a
 * zone that is younger than the newest data of this host, or an old name that a distribution has left out.
 */
final class NewestTzdata implements Tzdata {
    private final List<Tzdata> candidates;
    private volatile @Nullable List<Tzdata> sorted;

    /**
     * @param candidates of equally new ones the first is used; one of unknown version is taken for older than all others
     */
    NewestTzdata(List<Tzdata> candidates) {
        this.candidates = List.copyOf(candidates);
    }

    /** Sorted when it is first asked for: a command that needs no zone reads no versions. */
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
