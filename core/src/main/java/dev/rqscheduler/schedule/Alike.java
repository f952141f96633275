/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.schedule;

import java.util.Collection;
import java.util.Comparator;

/** What somebody may have meant. */
final class Alike {

    private Alike() {}

    /** A question to be put behind a message; empty if nothing is near. */
    static String hint(String given, Collection<String> known) {
        return known.stream()
                .filter(word -> distance(given, word) <= Math.max(1, word.length() / 3))
                .min(Comparator.comparingInt(word -> distance(given, word)))
                .map(word -> "; did you mean " + word + "?")
                .orElse("");
    }

    /** Letters to put in, take out or replace. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= Math.min(a.length(), 100); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
