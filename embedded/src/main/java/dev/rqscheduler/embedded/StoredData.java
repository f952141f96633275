/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the files in a data folder were written by. Redis and Valkey have gone apart: neither reads what the other writes today,
 * and each reads what came before.
 *
 * @param server the last one that used the folder; null if nobody noted it
 * @param writer the one that wrote the snapshot; null if there is none or it does not say
 * @param format of the snapshot, such as {@code REDIS0011} or {@code VALKEY080}; empty if there is none
 */
record StoredData(@Nullable ServerVersion server, @Nullable ServerVersion writer, String format) {
    private static final String NOTE = "redis-server.version";
    private static final int HEAD = 256;

    /** The line of a manifest that names the snapshot which the commands follow on. */
    private static final Pattern BASE = Pattern.compile("file (\\S+) seq \\d+ type b\\b.*");

    /** Of a length that fits one byte, as both write it. */
    private static final Pattern WRITER =
            Pattern.compile("(redis|valkey)-ver[\\x01-\\x3f](\\d{1,4}\\.\\d{1,4}\\.\\d{1,4})");

    private static final Pattern FORMAT = Pattern.compile("(REDIS\\d{4}|VALKEY\\d{3}).*", Pattern.DOTALL);

    static StoredData in(Path folder) {
        var head = head(folder);
        var format = FORMAT.matcher(head);
        return new StoredData(
                noted(folder).orElse(null), writer(head).orElse(null), format.matches() ? format.group(1) : "");
    }

    /** Leaves a note for the next start; a running server is worth more than the note, which the files stand in for. */
    static void note(Path folder, String version) {
        if (ServerVersion.parse(version).isEmpty() || version.equals(text(folder.resolve(NOTE)))) {
            return;
        }
        try {
            Files.writeString(folder.resolve(NOTE), version + "\n");
        } catch (IOException e) {
            // As when the disk is full: the server says what that means for its own files.
        }
    }

    private static Optional<ServerVersion> noted(Path folder) {
        return ServerVersion.parse(text(folder.resolve(NOTE)));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return ""; // no note, or none that can be read: the files tell the same, less exactly
        }
    }

    private static Optional<ServerVersion> writer(String head) {
        var matcher = WRITER.matcher(head);
        return matcher.find()
                ? ServerVersion.parse((matcher.group(1).equals("redis") ? ServerVersion.REDIS : ServerVersion.VALKEY)
                        + " " + matcher.group(2))
                : Optional.empty();
    }

    /** The first bytes of the snapshot: of an append-only file of today, of one of Redis 6, or a dump. */
    private static String head(Path folder) {
        var parts = folder.resolve("appendonlydir");
        var base = text(parts.resolve("appendonly.aof.manifest"))
                .lines()
                .map(BASE::matcher)
                .filter(java.util.regex.Matcher::matches)
                .map(line -> line.group(1))
                .findFirst();
        if (base.isPresent()) {
            return start(parts.resolve(base.get()));
        }
        var single = start(folder.resolve("appendonly.aof"));
        return single.isEmpty() ? start(folder.resolve("dump.rdb")) : single;
    }

    private static String start(Path file) {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // not there; if it cannot be read, the server says so
        }
    }

    boolean isEmpty() {
        return server == null && format.isEmpty();
    }

    /** For people: who wrote it, as exactly as it is known. */
    String author() {
        if (server != null) {
            return server.toString();
        }
        return writer != null ? writer.toString() : "a server of format " + format;
    }

    /** Whether a server is of the family that used the folder last. */
    boolean isOfKindOf(ServerVersion candidate) {
        var last = server != null ? server : writer;
        return last != null && last.kind().equals(candidate.kind());
    }

    /** Whether a server reads these files. The commands behind the snapshot are the same for all. */
    boolean isReadableBy(ServerVersion candidate) {
        if (format.isEmpty()) {
            return true;
        }
        if (writer != null
                && writer.kind().equals(candidate.kind())
                && candidate.isAtLeast(writer.major(), writer.minor())) {
            return true;
        }
        int number = Integer.parseInt(format.replaceAll("\\D", ""));
        boolean valkeys = format.startsWith("VALKEY");
        if (candidate.kind().equals(ServerVersion.VALKEY)) {
            // From 80 on the numbers are Valkey's own; those from 12 on are Redis's, which Valkey does not read.
            return valkeys ? candidate.isAtLeast(9, 0) && number <= 80 : number <= 11;
        }
        return !valkeys && number <= newestOfRedis(candidate);
    }

    /** Up to which number a Redis reads; of those that came after 7.4, at least that. */
    private static int newestOfRedis(ServerVersion redis) {
        if (redis.isAtLeast(7, 4)) {
            return 12;
        }
        return redis.isAtLeast(7, 2) ? 11 : redis.isAtLeast(7, 0) ? 10 : 9;
    }
}
