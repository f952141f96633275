/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the known word a user may have meant. */
final class CommandSuggestion {

    private static final int MOST_SLIPS = 2;
    private static final int LONGEST = 20;

    private CommandSuggestion() {}

    /** Returns the known word at most two typos away: an extra, missing or wrong letter, or two swapped letters. */
    static Optional<String> to(String word, Collection<String> known) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        return known.stream()
                .filter(name -> slips(word, name) <= Math.min(MOST_SLIPS, name.length() - 1))
                .min(Comparator.comparingInt(name -> slips(word, name)));
    }

    private static int slips(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                cost[i][j] = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
