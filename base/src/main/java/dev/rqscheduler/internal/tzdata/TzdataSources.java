/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.tzdata;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The data there is on this machine. */
public final class TzdataSources {

    private TzdataSources() {}

    /**
     * What a choice means here. Looks whether the host's folders are there, and reads nothing yet.
     *
     * @param environment of which {@code PYTHONTZPATH} says where to look for the host's
     * @throws TzdataException if it is the host's and the host has none
     */
    public static Tzdata of(TzdataChoice choice, Map<String, String> environment) {
        List<Path> folders = HostTzdata.folders(environment);
        HostTzdata host = new HostTzdata(folders);
        return switch (choice) {
            case SYSTEM -> {
                if (!host.isPresent()) {
                    throw new TzdataException("this host has no tzdata: no folder " + inWords(folders)
                            + "; install the package tzdata, or use auto or bundled");
                }
                yield host;
            }
            case BUNDLED -> new BundledTzdata();
            case JDK -> new JdkTzdata();
            case AUTO -> {
                List<Tzdata> candidates = new ArrayList<>();
                if (host.isPresent()) {
                    candidates.add(host);
                }
                candidates.add(new BundledTzdata());
                candidates.add(new JdkTzdata());
                yield new NewestTzdata(candidates);
            }
        };
    }

    /** The data of tzdata's own form in a folder such as {@code /usr/share/zoneinfo}. */
    public static Tzdata ofFolder(Path folder) {
        HostTzdata data = new HostTzdata(List.of(folder));
        if (!data.isPresent()) {
            throw new TzdataException("there is no folder " + folder);
        }
        return data;
    }

    private static String inWords(List<Path> folders) {
        List<String> names = folders.stream().map(Path::toString).toList();
        return names.isEmpty() ? "in PYTHONTZPATH" : String.join(" or ", names);
    }
}
