/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.tzdata;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
                yield new NewestTzdata(candidates);
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
}
