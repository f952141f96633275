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
 * Determines which server wrote the files in a data folder. Redis and Valkey have diverged: neither reads what the
 * other now writes, and each reads older files.
 *
 * @param server the last server that used the folder; null if not recorded
 * @param writer the server that wrote the snapshot; null if there is none or it is unknown
 * @param format of the snapshot, such as {@code REDIS0011} or {@code VALKEY080}; empty if there is none
 */
record StoredData(@Nullable ServerVersion server, @Nullable ServerVersion writer, String format) {
    private static final String NOTE = "redis-server.version";
    private static final int HEAD = 256;

    /** The line of a manifest that names the snapshot to which the commands are added. */
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

    /** Records the server for the next start; failures are ignored, since the files show the same less exactly. */
    static void note(Path folder, String version) {
        if (ServerVersion.parse(version).isEmpty() || version.equals(text(folder.resolve(NOTE)))) {
            return;
        }
        try {
            Files.writeString(folder.resolve(NOTE), version + "\n");
        } catch (IOException e) {
            // For example because the disk is full: the server reports what that means for its own files.
        }
    }

    private static Optional<ServerVersion> noted(Path folder) {
        return ServerVersion.parse(text(folder.resolve(NOTE)));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return ""; // no note, or an unreadable one: the files say the same, less exactly
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

    /** Describes who wrote it, as exactly as known. */
    String author() {
        if (server != null) {
            return server.toString();
        }
        return writer != null ? writer.toString() : "a server of format " + format;
    }

    /** Returns whether a server is of the family that used the folder last. */
    boolean isOfKindOf(ServerVersion candidate) {
        var last = server != null ? server : writer;
        return last != null && last.kind().equals(candidate.kind());
    }

    /** Returns whether a server can read these files. The commands after the snapshot are the same for all. */
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

    /** Returns the highest format a Redis reads; for versions after 7.4, at least that. */
    private static int newestOfRedis(ServerVersion redis) {
        if (redis.isAtLeast(7, 4)) {
            return 12;
        }
        return redis.isAtLeast(7, 2) ? 11 : redis.isAtLeast(7, 0) ? 10 : 9;
    }
}
