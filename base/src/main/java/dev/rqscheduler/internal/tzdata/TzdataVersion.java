/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.tzdata;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A release of the IANA time zone database, such as 2026f: the sixth of 2026.
 *
 * @param letters one to three; after z comes za
 */
public record TzdataVersion(int year, String letters) implements Comparable<TzdataVersion> {
    // Whatever follows a letter is the packager's own: ThreeTenBP's 2026egtz is built from 2026e.
    private static final Pattern FORM = Pattern.compile("([12][0-9]{3})(z*[a-y]|z+).*", Pattern.DOTALL);
    private static final Comparator<TzdataVersion> ORDER = Comparator.comparingInt(TzdataVersion::year)
            .thenComparingInt(version -> version.letters.length())
            .thenComparing(TzdataVersion::letters);

    /** Returns the release at the start of a string; empty if there is none. */
    public static Optional<TzdataVersion> parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        return form.matches()
                ? Optional.of(new TzdataVersion(Integer.parseInt(form.group(1)), form.group(2)))
                : Optional.empty();
    }

    @Override
    public int compareTo(TzdataVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return year + letters;
    }
}
