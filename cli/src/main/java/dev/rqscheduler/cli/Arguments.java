/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The words of the command line, before they are parsed. */
record Arguments(List<String> words) {

    private static final Pattern NEGATIVE_NUMBER = Pattern.compile("-[0-9][0-9.eE+-]*");

    /**
     * A negative number gets a leading space, which every number parser strips, so that it is not taken for an option.
     */
    static Arguments of(String... args) {
        return new Arguments(Arrays.stream(args)
                .map(word -> NEGATIVE_NUMBER.matcher(word).matches() ? " " + word : word)
                .toList());
    }

    /** Returns which of these names occur as words, possibly including an option's value. */
    Set<String> among(Set<String> names) {
        return words.stream().filter(names::contains).collect(java.util.stream.Collectors.toSet());
    }

    /**
     * Returns the value of an option given as {@code --name VALUE} or {@code --name=VALUE}; the last if there are
     * several.
     */
    @Nullable
    String valueOf(String option) {
        String value = null;
        for (int i = 0; i < words.size() && !words.get(i).equals("--"); i++) {
            String word = words.get(i);
            if (word.startsWith(option + "=")) {
                value = word.substring(option.length() + 1);
            } else if (word.equals(option) && i + 1 < words.size()) {
                value = words.get(i + 1);
            }
        }
        return value;
    }

    /** Returns whether the output may need every subcommand. */
    boolean asksForOverview() {
        return words.stream().anyMatch(Set.of("-h", "--help", "help", "completion")::contains);
    }

    String[] toArray() {
        return words.toArray(String[]::new);
    }
}
