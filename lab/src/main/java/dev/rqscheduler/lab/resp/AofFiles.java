/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.resp;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Finds and opens the parts of an append-only file in the data folder of a redis-server.
 *
 * <p>A part may begin with a snapshot ({@code aof-use-rdb-preamble}) in the format of Redis ({@code REDIS0010}, ...) or Valkey 9
 * ({@code VALKEY080}). Only a snapshot without keys can be skipped: the writes that led to any other are not in the file.
 */
final class AofFiles {

    private static final String NAME = "appendonly.aof";
    private static final int MAGIC = 9;
    private static final int AUXILIARY = 0xfa;
    private static final int END = 0xff;
    private static final int CHECKSUM = 8;

    private AofFiles() {}

    /**
     * Opens all parts as one stream of commands.
     *
     * @throws IOException if there is no append-only file, or if it does not have all writes since the start
     */
    static InputStream open(Path dataFolder) throws IOException {
        List<InputStream> streams = new ArrayList<>();
        for (Path part : parts(dataFolder)) {
            InputStream in = new BufferedInputStream(Files.newInputStream(part));
            streams.add(in);
            skipSnapshot(in, part.toString());
        }
        return new SequenceInputStream(Collections.enumeration(streams));
    }

    /** The parts in reading order. Redis 7 keeps a manifest and several files in a separate folder, Redis 6 a single file. */
    private static List<Path> parts(Path dataFolder) throws IOException {
        Path folder = dataFolder.resolve("appendonlydir");
        Path manifest = folder.resolve(NAME + ".manifest");
        if (Files.exists(manifest)) {
            return ofManifest(folder, Files.readAllLines(manifest));
        }
        Path single = dataFolder.resolve(NAME);
        if (Files.exists(single)) {
            return List.of(single);
        }
        throw new IOException("no append-only file in " + dataFolder);
    }

    /** Reads lines such as {@code file appendonly.aof.1.incr.aof seq 1 type i}. */
    private static List<Path> ofManifest(Path folder, List<String> lines) throws IOException {
        List<Path> parts = new ArrayList<>();
        for (String line : lines) {
            List<String> words = List.of(line.split(" "));
            if (words.size() < 6 || !words.get(0).equals("file")) {
                continue;
            }
            Path part = folder.resolve(words.get(1));
            boolean base = words.get(5).equals("b");
            if (base && Files.size(part) > 0 && !words.get(1).endsWith(".rdb")) {
                throw rewritten(part.toString());
            }
            parts.add(part);
        }
        return parts;
    }

    private static IOException rewritten(String name) {
        return new IOException(name + " is the result of a rewrite and no longer has the single writes");
    }

    private static void skipSnapshot(InputStream in, String name) throws IOException {
        in.mark(MAGIC);
        String magic = new String(in.readNBytes(MAGIC), StandardCharsets.US_ASCII);
        if (!magic.matches("REDIS\\d{4}|VALKEY\\d{3}")) {
            in.reset();
            return;
        }
        int code = in.read();
        while (code == AUXILIARY) {
            skipString(in);
            skipString(in);
            code = in.read();
        }
        if (code != END) {
            throw rewritten(name);
        }
        in.skipNBytes(CHECKSUM);
    }

    /** Skips a string or a number. Each begins with its length, in one, two or five bytes, or with the size of the number. */
    private static void skipString(InputStream in) throws IOException {
        int first = in.read();
        if (first < 0) {
            throw new EOFException("the file ends within a snapshot");
        }
        switch (first >> 6) {
            case 0 -> in.skipNBytes(first);
            case 1 -> in.skipNBytes((first & 0x3f) << 8 | in.read());
            case 3 -> in.skipNBytes(numberBytes(first & 0x3f));
            default -> throw new IOException("a snapshot field longer than any known: " + first);
        }
    }

    private static int numberBytes(int encoding) throws IOException {
        return switch (encoding) {
            case 0 -> 1;
            case 1 -> 2;
            case 2 -> 4;
            default -> throw new IOException("a snapshot field in an unknown format: " + encoding);
        };
    }
}
