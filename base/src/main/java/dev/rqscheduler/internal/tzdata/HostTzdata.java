/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.tzdata;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The host's tzdata: a file for each zone in one of a few folders, found the way Python's {@code zoneinfo} does. A name
 * that has no file but a line in {@code tzdata.zi}, as {@code US/Pacific} where a distribution keeps old names in a
 * separate package, means what that line says.
 */
final class HostTzdata implements Tzdata {
    /** Of Python as Linux distributions build it. */
    private static final List<Path> DEFAULT_FOLDERS = Stream.of(
                    "/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo")
            .map(Path::of)
            .toList();

    private static final String VARIABLE = "PYTHONTZPATH";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_+-]+(?:/[A-Za-z0-9_+-]+){0,4}");
    private static final String SOURCE = "tzdata.zi";
    private static final List<String> VERSIONS = List.of("+VERSION", "VERSION", "version");
    private static final int MOST_BYTES = 1 << 18;
    private static final int MOST_LINES = 20_000;
    private static final int MOST_FILES = 5_000;
    private static final int DEEPEST = 4;

    private final List<Path> folders;

    HostTzdata(List<Path> folders) {
        this.folders = folders.stream().filter(Files::isDirectory).toList();
    }

    /**
     * Returns the folders that Python searches.
     *
     * @param environment environment, in which {@code PYTHONTZPATH}, if set, replaces the usual ones
     */
    static List<Path> folders(Map<String, String> environment) {
        String given = environment.get(VARIABLE);
        if (given == null) {
            return DEFAULT_FOLDERS;
        }
        try {
            return Stream.of(given.split(File.pathSeparator, -1))
                    .filter(text -> !text.isEmpty())
                    .map(Path::of)
                    .filter(Path::isAbsolute)
                    .toList();
        } catch (InvalidPathException e) {
            return List.of();
        }
    }

    boolean isPresent() {
        return !folders.isEmpty();
    }

    @Override
    public TzdataChoice source() {
        return TzdataChoice.SYSTEM;
    }

    @Override
    public String origin() {
        return "from this host (" + (folders.isEmpty() ? "none" : folders.get(0)) + ")";
    }

    @Override
    public Optional<TzdataVersion> version() {
        return folders.stream().findFirst().flatMap(HostTzdata::readVersion);
    }

    private static Optional<TzdataVersion> readVersion(Path folder) {
        Optional<TzdataVersion> source = firstLine(folder.resolve(SOURCE))
                .filter(line -> line.startsWith("# version "))
                .flatMap(line -> TzdataVersion.parse(line.substring("# version ".length())));
        return source.or(() -> VERSIONS.stream()
                .map(folder::resolve)
                .flatMap(file -> firstLine(file).stream())
                .flatMap(line -> TzdataVersion.parse(line).stream())
                .findFirst());
    }

    private static Optional<String> firstLine(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            String start = new String(in.readNBytes(100), StandardCharsets.ISO_8859_1);
            return start.lines().findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<ZoneRules> rules(String id) {
        if (!NAME.matcher(id).matches()) {
            return Optional.empty();
        }
        return ofFile(id).or(() -> link(id).flatMap(this::ofFile));
    }

    private Optional<ZoneRules> ofFile(String id) {
        for (Path folder : folders) {
            Path file = folder.resolve(id);
            if (Files.isRegularFile(file)) {
                return Optional.of(read(file));
            }
        }
        return Optional.empty();
    }

    static ZoneRules read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new TzdataException(file + " cannot be read: it is larger than " + MOST_BYTES + " bytes");
            }
            return TzifReader.read(bytes);
        } catch (TzdataException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new TzdataException(file + " cannot be read: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new TzdataException(file + " cannot be read: " + e, e);
        }
    }

    /** Returns the target of a link that is listed but has no file. */
    private Optional<String> link(String id) {
        for (Path folder : folders) {
            Path source = folder.resolve(SOURCE);
            if (!Files.isRegularFile(source)) {
                continue;
            }
            try (BufferedReader lines = Files.newBufferedReader(source, StandardCharsets.ISO_8859_1)) {
                String end = " " + id;
                Optional<String> line = lines.lines()
                        .limit(MOST_LINES)
                        .filter(text -> text.startsWith("L ") && text.endsWith(end))
                        .findFirst();
                if (line.isPresent()) {
                    String target = line.get().substring(2, line.get().length() - end.length());
                    return Optional.of(target).filter(text -> NAME.matcher(text).matches());
                }
            } catch (IOException | UncheckedIOException e) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    @Override
    public SortedSet<String> ids() {
        SortedSet<String> ids = new TreeSet<>();
        for (Path folder : folders) {
            try (Stream<Path> files = Files.find(
                    folder, DEEPEST, (path, attributes) -> attributes.isRegularFile() || attributes.isSymbolicLink())) {
                files.limit(MOST_FILES)
                        .map(path -> folder.relativize(path).toString())
                        .filter(id -> Character.isUpperCase(id.charAt(0))
                                && NAME.matcher(id).matches())
                        .forEach(ids::add);
            } catch (IOException | UncheckedIOException e) {
                // A folder that cannot be listed adds none.
            }
        }
        return ids;
    }
}
