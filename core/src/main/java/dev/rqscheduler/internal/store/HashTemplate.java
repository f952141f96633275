/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.store;

import java.util.List;

/**
 * The fields that the hashes of many new jobs share, sent once for all of them. Two templates are the same only if
 * they are the same object.
 */
public final class HashTemplate {

    private final List<byte[]> texts;
    private final List<byte[]> names;

    /**
     * @param texts fields and their values: name, value, name, value
     * @param names fields with a value per job; disjoint from {@code texts}, without duplicates, and without {@code
     *     created_at}, which Redis's clock sets
     */
    public HashTemplate(List<byte[]> texts, List<byte[]> names) {
        this.texts = List.copyOf(texts);
        this.names = List.copyOf(names);
    }

    List<byte[]> texts() {
        return texts;
    }

    List<byte[]> names() {
        return names;
    }
}
