/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * A line of what {@code interop/arguments.py} wrote.
 *
 * @param pickle in base64
 * @param shown the text to show
 * @param repr Python's
 * @param why why these two differ, empty if they do not
 */
record PickledArgument(String label, String protocol, String pickle, String shown, String repr, String why) {
    /** Those of one version of CPython: 3.11, 3.13 or 3.14. */
    static List<PickledArgument> samples(String version) {
        String resource = "/pickles/python-" + version + ".tsv";
        try (var in = Objects.requireNonNull(PickledArgument.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t", -1))
                    .map(parts -> new PickledArgument(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
