/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.vectors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which test exercises which vector file. Every file is in exactly one place, or named with its reason. */
final class VectorCatalogue {

    /** Client calls other than scheduling: cancel, change_execution_time. */
    private static final Set<String> CLIENT = Set.of("62", "63");

    private static final Set<String> LIFECYCLE = Set.of("60");

    /**
     * What RQ itself queues or schedules, from 101 on its own timers, retries, repeats, cron, groups and unique jobs: our pass
     * must leave it alone.
     */
    private static final Set<String> FOREIGN = Stream.concat(
                    Stream.of("70", "71", "72", "73", "75", "76", "77"),
                    IntStream.rangeClosed(101, 182).mapToObj(Integer::toString))
            .collect(Collectors.toUnmodifiableSet());

    /** Files that no test of this module reads, with the reason. */
    static final Map<String, String> NOT_EXERCISED = Map.of(
            "README.md", "words",
            "crontab.json", "read by CrontabVectorsTest",
            "80", "what a worker leaves behind: this is a scheduler, a JVM worker is for later",
            "81", "what a worker leaves behind: this is a scheduler, a JVM worker is for later",
            "82", "what a worker leaves behind: this is a scheduler, a JVM worker is for later",
            "83", "what a worker leaves behind: this is a scheduler, a JVM worker is for later",
            "84", "what a worker leaves behind: this is a scheduler, a JVM worker is for later",
            "85", "what a worker leaves behind: this is a scheduler, a JVM worker is for later");

    private VectorCatalogue() {}

    static List<String> files() {
        try (Stream<Path> files =
                Files.list(Path.of(Objects.requireNonNull(VectorCatalogue.class.getResource("/vectors"))
                        .toURI()))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Cases with a state before and a state after the move. */
    static List<VectorCase> moves() {
        return cases().filter(found -> kind(found).equals("move")).toList();
    }

    /** Cases whose state before was written by a call that our client has too. */
    static List<VectorCase> scheduling() {
        return moves().stream().filter(found -> !found.name().startsWith("90")).toList();
    }

    static List<VectorCase> client() {
        return cases().filter(found -> kind(found).equals("client")).toList();
    }

    /** Files of all phases. */
    static List<String> foreign() {
        return files().stream().filter(file -> account(file).equals("foreign")).toList();
    }

    static List<VectorCase> lifecycles() {
        return cases().filter(found -> kind(found).equals("lifecycle")).toList();
    }

    /** How a file is exercised, or why it is not. */
    static String account(String file) {
        if (NOT_EXERCISED.containsKey(file)) {
            return NOT_EXERCISED.get(file);
        }
        return VectorCase.of(file).map(VectorCatalogue::kind).orElse("unknown");
    }

    private static Stream<VectorCase> cases() {
        return files().stream()
                .map(VectorCase::of)
                .flatMap(java.util.Optional::stream)
                .distinct();
    }

    private static String kind(VectorCase found) {
        String number = found.number();
        if (NOT_EXERCISED.containsKey(number)) {
            return NOT_EXERCISED.get(number);
        } else if (CLIENT.contains(number)) {
            return "client";
        } else if (LIFECYCLE.contains(number)) {
            return "lifecycle";
        } else if (FOREIGN.contains(number)) {
            return "foreign";
        }
        boolean pair = files().containsAll(List.of(found.file("before"), found.file("after")));
        return pair ? "move" : "unknown";
    }
}
