/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.client;

import dev.rqscheduler.internal.store.NewJob;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Shares one template among all jobs with the same options, so the options are sent only once. Not thread-safe. */
final class HashTemplates {

    private record Content(List<String> texts, List<String> names) {}

    private final Map<Content, NewJob.Template> known = new HashMap<>();

    /**
     * @param texts name, value, name, value, ...; no longer modified
     * @param names of the fields of which each job has its own value
     */
    NewJob.Template of(List<String> texts, List<String> names) {
        return known.computeIfAbsent(
                new Content(texts, names),
                content -> new NewJob.Template(bytes(content.texts()), bytes(content.names())));
    }

    private static List<byte[]> bytes(List<String> texts) {
        return texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    }
}
