/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.tzdata;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.zone.ZoneRules;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the zone a machine is set to, as Python and the C library do: the variable TZ, a name or a POSIX rule; the link
 * {@code /etc/localtime}; the name in {@code /etc/timezone}; or {@code /etc/localtime} itself, where it is a copy.
 */
public record MachineZone(String id, ZoneRules rules) {
    private static final String FOLDER = "/zoneinfo/";
    private static final String COPY = "localtime";
    private static final int MOST_CHARACTERS = 100;

    /**
     * @param data the data for looking up names
     * @param tz the variable TZ, if it is set
     * @param etc the folder {@code /etc}
     * @return empty if it is not set, or cannot be read
     */
    public static Optional<MachineZone> find(Tzdata data, @Nullable String tz, Path etc) {
        if (tz != null && !tz.isEmpty()) {
            String text = tz.startsWith(":") ? tz.substring(1) : tz;
            return text.startsWith("/") ? file(data, text) : named(data, text).or(() -> posix(text));
        }
        Path localtime = etc.resolve(COPY);
        return link(localtime)
                .flatMap(name -> named(data, name))
                .or(() -> line(etc.resolve("timezone")).flatMap(name -> named(data, name)))
                .or(() -> copy(localtime, COPY));
    }

    private static Optional<MachineZone> named(Tzdata data, String name) {
        try {
            return data.rules(name).map(rules -> new MachineZone(name, rules));
        } catch (TzdataException e) {
            return Optional.empty();
        }
    }

    private static Optional<MachineZone> posix(String text) {
        try {
            return Optional.of(new MachineZone(text, PosixZone.parse(text).rules()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<MachineZone> file(Tzdata data, String text) {
        int folder = text.lastIndexOf(FOLDER);
        Optional<MachineZone> named =
                folder < 0 ? Optional.empty() : named(data, text.substring(folder + FOLDER.length()));
        try {
            return named.or(() -> copy(Path.of(text), text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Optional<MachineZone> copy(Path file, String id) {
        try {
            return Files.isRegularFile(file)
                    ? Optional.of(new MachineZone(id, HostTzdata.read(file)))
                    : Optional.empty();
        } catch (TzdataException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> link(Path localtime) {
        try {
            if (!Files.isSymbolicLink(localtime)) {
                return Optional.empty();
            }
            String target = Files.readSymbolicLink(localtime).toString();
            int folder = target.lastIndexOf(FOLDER);
            return folder < 0 ? Optional.empty() : Optional.of(target.substring(folder + FOLDER.length()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> line(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) <= MOST_CHARACTERS
                    ? Files.readString(file, StandardCharsets.ISO_8859_1)
                            .lines()
                            .findFirst()
                            .map(String::strip)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
