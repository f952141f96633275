/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.schedule;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The written names of choices, in the order in which messages list them. */
final class ListText {

    private ListText() {}

    static <E extends Enum<E>> Map<String, E> of(E[] values) {
        Map<String, E> words = new LinkedHashMap<>();
        for (E value : values) {
            words.put(value.name().toLowerCase(Locale.ROOT), value);
        }
        return Collections.unmodifiableMap(words);
    }

    static <E extends Enum<E>> Map<String, E> of(String a, E first, String b, E second, String c, E third) {
        Map<String, E> words = new LinkedHashMap<>();
        words.put(a, first);
        words.put(b, second);
        words.put(c, third);
        return Collections.unmodifiableMap(words);
    }
}
