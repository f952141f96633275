/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.aof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds the parts of an append-only file in the data folder of a redis-server. */
public final class AofFiles {

    private static final String NAME = "appendonly.aof";

    private AofFiles() {}

    /**
     * Redis 7 keeps a manifest and several files in a folder of their own, Redis 6 a single file.
     *
     * @return the parts in the order in which they are to be read
     * @throws IOException if there is none, or one that does not have all writes since the start
     */
    public static List<Path> in(Path dataFolder) throws IOException {
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

    /** Lines such as {@code file appendonly.aof.1.incr.aof seq 1 type i}. */
    private static List<Path> ofManifest(Path folder, List<String> lines) throws IOException {
        List<Path> parts = new ArrayList<>();
        for (String line : lines) {
            List<String> words = Stream.of(line.split(" ")).toList();
            if (words.size() < 6 || !words.get(0).equals("file")) {
                continue;
            }
            boolean base = words.get(5).equals("b");
            Path part = folder.resolve(words.get(1));
            // A snapshot may be one of nothing, which AofReader passes over.
            if (base && Files.size(part) > 0 && !words.get(1).endsWith(".rdb")) {
                throw new IOException(
                        part + " is the result of a rewrite: single writes cannot be read from it any more");
            }
            parts.add(part);
        }
        return parts;
    }
}
