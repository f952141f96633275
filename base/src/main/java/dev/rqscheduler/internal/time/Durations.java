/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses and formats durations as people write them: {@code 10s}, {@code 1h30m}, {@code PT5M}. */
public final class Durations {
    /** Maximum duration: Python's calendar from its first day to its last, about 10000 years. */
    public static final Duration LONGEST = Duration.ofDays(3_652_059);

    private static final int MOST_CHARACTERS = 64;
    /** Of a number of any unit, so that its seconds are a long. */
    private static final int MOST_WHOLE_DIGITS = 9;

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final Pattern PLAIN_NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?");
    private static final Pattern PART = Pattern.compile(" *([0-9]+(?:\\.[0-9]+)?) *(ms|[smhdw])");
    private static final List<String> UNITS = List.of("w", "d", "h", "m", "s", "ms");
    private static final List<Long> SECONDS = List.of(604_800L, 86_400L, 3_600L, 60L, 1L);

    private Durations() {}

    /**
     * Parses a duration: numbers with the units w, d, h, m, s and ms, from the larger unit to the smaller
     * ({@code 500ms}, {@code 1.5s}, {@code 1h30m}, {@code 1d 12h}), or ISO-8601 ({@code PT5M}, {@code P1DT2H}).
     *
     * @return zero or more, up to {@link #LONGEST}, to the nanosecond
     * @throws IllegalArgumentException if the text is anything else; the message says what is accepted
     */
    public static Duration parse(String text) {
        return parse(text, false);
    }

    /** Same as {@link #parse(String)}, and a plain number ({@code 30}, {@code 0.5}) is a number of seconds. */
    public static Duration parseSeconds(String text) {
        return parse(text, true);
    }

    private static Duration parse(String text, boolean plainIsSeconds) {
        String trimmed = text.strip();
        if (trimmed.length() > MOST_CHARACTERS) {
            throw error(text, "it has more than " + MOST_CHARACTERS + " characters");
        }
        Duration duration;
        if (trimmed.startsWith("P") || trimmed.startsWith("p")) {
            duration = parseIso(text, trimmed);
        } else if (PLAIN_NUMBER.matcher(trimmed).matches()) {
            if (!plainIsSeconds) {
                throw error(text, "a unit is missing (did you mean " + trimmed + "s?)");
            }
            duration = exactly(text, trimmed, NANOS_PER_SECOND);
        } else {
            duration = parseParts(text, trimmed);
        }
        if (duration.compareTo(LONGEST) > 0) {
            throw tooLong(text);
        }
        return duration;
    }

    private static Duration parseIso(String text, String trimmed) {
        Duration duration;
        try {
            duration = Duration.parse(trimmed);
        } catch (DateTimeException e) {
            throw error(text, "it is not ISO-8601");
        }
        if (duration.isNegative()) {
            throw error(text, "it is negative");
        }
        return duration;
    }

    private static Duration parseParts(String text, String trimmed) {
        Matcher part = PART.matcher(trimmed);
        Duration sum = Duration.ZERO;
        int lastUnit = -1;
        int at = 0;
        while (at < trimmed.length() && part.region(at, trimmed.length()).lookingAt()) {
            int unit = UNITS.indexOf(part.group(2));
            if (unit <= lastUnit) {
                throw error(text, "units must go from largest to smallest, each once");
            }
            long nanos = unit < SECONDS.size() ? SECONDS.get(unit) * NANOS_PER_SECOND : NANOS_PER_MILLI;
            sum = sum.plus(exactly(text, part.group(1), nanos));
            lastUnit = unit;
            at = part.end();
        }
        if (at == 0 || at < trimmed.length()) {
            throw error(text, trimmed.startsWith("-") ? "it is negative" : "it is not a duration");
        }
        return sum;
    }

    private static Duration exactly(String text, String number, long nanosPerUnit) {
        if (number.length() <= MOST_WHOLE_DIGITS && number.indexOf('.') < 0 && nanosPerUnit >= NANOS_PER_SECOND) {
            return Duration.ofSeconds(Long.parseLong(number) * (nanosPerUnit / NANOS_PER_SECOND));
        }
        BigDecimal nanos = new BigDecimal(number).multiply(BigDecimal.valueOf(nanosPerUnit));
        if (nanos.stripTrailingZeros().scale() > 0) {
            throw error(text, "it is finer than a nanosecond");
        }
        BigDecimal[] seconds = nanos.divideAndRemainder(BigDecimal.valueOf(NANOS_PER_SECOND));
        if (seconds[0].compareTo(BigDecimal.valueOf(LONGEST.toSeconds())) > 0) {
            throw tooLong(text);
        }
        return Duration.ofSeconds(seconds[0].longValueExact(), seconds[1].longValueExact());
    }

    private static IllegalArgumentException tooLong(String text) {
        return error(text, "it is longer than " + LONGEST.toDays() + " days");
    }

    private static IllegalArgumentException error(String text, String reason) {
        return new IllegalArgumentException("bad duration " + Quote.of(text, MOST_CHARACTERS) + ": " + reason
                + "; use a form such as 500ms, 10s, 1.5s, 5m, 1h30m, 2d, 1w or PT5M");
    }

    /**
     * Formats a duration briefly and exactly: {@code 1h30m}, {@code 1m1.5s}, {@code 250ms}, {@code 0s}, and with a
     * minus sign in front if it is negative. Anything from zero to {@link #LONGEST} is parsed back to the same value by
     * {@link #parse(String)}. The largest unit is the day.
     */
    public static String format(Duration duration) {
        if (duration.isNegative()) {
            // Negating the most negative duration is the one case that overflows.
            return duration.toSeconds() == Long.MIN_VALUE ? duration.toString() : "-" + format(duration.negated());
        }
        if (duration.isZero()) {
            return "0s";
        }
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            return plain(BigDecimal.valueOf(duration.toNanosPart(), 6)) + "ms";
        }
        var parts = new ArrayList<String>();
        addIfAny(parts, duration.toDays(), "d");
        addIfAny(parts, duration.toHoursPart(), "h");
        addIfAny(parts, duration.toMinutesPart(), "m");
        if (duration.toSecondsPart() > 0 || duration.toNanosPart() > 0) {
            parts.add(plain(BigDecimal.valueOf(duration.toSecondsPart() * NANOS_PER_SECOND + duration.toNanosPart(), 9))
                    + "s");
        }
        return String.join("", parts);
    }

    private static void addIfAny(List<String> parts, long number, String unit) {
        if (number > 0) {
            parts.add(number + unit);
        }
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
