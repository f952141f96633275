/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.tzdata;

import java.nio.file.Path;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The tzdata available on this machine. */
public final class TzdataSources {

    private TzdataSources() {}

    /**
     * Returns the data for a choice. Checks whether the host's folders exist, and reads nothing yet.
     *
     * @param environment environment, in which {@code PYTHONTZPATH} says where the host's data is
     * @throws TzdataException if the choice is the host's, and the host has none
     */
    public static Tzdata of(TzdataChoice choice, Map<String, String> environment) {
        List<Path> folders = HostTzdata.folders(environment);
        HostTzdata host = new HostTzdata(folders);
        return switch (choice) {
            case SYSTEM -> {
                if (!host.isPresent()) {
                    throw new TzdataException("this host has no tzdata: no directory " + inWords(folders)
                            + "; install the tzdata package, or use auto or bundled");
                }
                yield host;
            }
            case BUNDLED -> new JavaTzdata.Bundled();
            case JDK -> new JavaTzdata.Jdk();
            case AUTO -> {
                List<Tzdata> candidates = new ArrayList<>();
                if (host.isPresent()) {
                    candidates.add(host);
                }
                candidates.add(new JavaTzdata.Bundled());
                candidates.add(new JavaTzdata.Jdk());
                yield new Newest(candidates);
            }
        };
    }

    /** Reads data in tzdata's own format from a folder such as {@code /usr/share/zoneinfo}. */
    public static Tzdata ofFolder(Path folder) {
        HostTzdata data = new HostTzdata(List.of(folder));
        if (!data.isPresent()) {
            throw new TzdataException("there is no directory " + folder);
        }
        return data;
    }

    private static String inWords(List<Path> folders) {
        List<String> names = folders.stream().map(Path::toString).toList();
        return names.isEmpty() ? "in PYTHONTZPATH" : String.join(" or ", names);
    }

    /**
     * The newest of several sources. A zone that it lacks, or that is unreadable there, is taken from the next newest: for
     * example a zone newer than the data, or an old name that a distribution omits.
     */
    private static final class Newest implements Tzdata {
        private final List<Tzdata> candidates;
        private volatile @Nullable List<Tzdata> sorted;

        /**
         * @param candidates of equally new ones the first is used; one of unknown version counts as the oldest
         */
        Newest(List<Tzdata> candidates) {
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
}
