/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.tzdata;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A zone as POSIX writes it in TZ, {@code CET-1CEST,M3.5.0,M10.5.0/3}, with the hours from -167 to 167 that RFC 9636 allows.
 *
 * @param summer what begins and ends each year; empty for none
 */
record PosixZone(ZoneOffset standard, Optional<Summer> summer) {

    /** It begins by the clock of standard time, and ends by its own. */
    record Summer(ZoneOffset offset, PosixDate begin, PosixDate end) {}

    /** Beyond any time that is calculated on a wall clock, see {@code dev.rqscheduler.internal.time.Timetable}. */
    private static final int LAST_YEAR = 2_110;

    private static final int FIRST_YEAR = 1_900;
    private static final int MOST_CHARACTERS = 200;
    private static final String NAME = "(?:[A-Za-z]{3,}|<[A-Za-z0-9+-]{3,}>)";
    private static final String TIME = "[+-]?[0-9]{1,3}(?::[0-9]{1,2}(?::[0-9]{1,2})?)?";
    private static final Pattern FORM = Pattern.compile(NAME + "(" + TIME + ")(?:" + NAME + "(" + TIME
            + ")?(?:,([^,/]+)(?:/(" + TIME + "))?,([^,/]+)(?:/(" + TIME + "))?)?)?");
    /** The default of the C library and Python without dates: the rule of the United States. */
    private static final String BEGIN = "M3.2.0";

    private static final String END = "M11.1.0";

    /**
     * @throws IllegalArgumentException if it is not in this form; the message says why
     */
    static PosixZone parse(String text) {
        Matcher form = FORM.matcher(text);
        if (text.length() > MOST_CHARACTERS || !form.matches()) {
            throw new IllegalArgumentException("its footer is not a POSIX time zone");
        }
        ZoneOffset standard = offset(form.group(1));
        if (form.end() == form.end(1)) {
            return new PosixZone(standard, Optional.empty());
        }
        ZoneOffset offset = form.group(2) == null
                ? ZoneOffset.ofTotalSeconds(standard.getTotalSeconds() + 3_600)
                : offset(form.group(2));
        boolean dated = form.group(3) != null;
        PosixDate begin = PosixDate.parse(dated ? form.group(3) : BEGIN, form.group(4));
        PosixDate end = PosixDate.parse(dated ? form.group(5) : END, form.group(6));
        return new PosixZone(standard, Optional.of(new Summer(offset, begin, end)));
    }

    private static ZoneOffset offset(String text) {
        return ZoneOffset.ofTotalSeconds(-PosixDate.seconds(text));
    }

    ZoneRules rules() {
        return continuing(new Changes(standard));
    }

    /** The rules of a zone that has these changes and then goes on like this. */
    ZoneRules continuing(Changes changes) {
        Optional<ZoneOffset> constant = constant();
        if (constant.isPresent()) {
            if (changes.isEmpty()) {
                return ZoneRules.of(constant.get());
            }
            // Normally the last change leads to it; otherwise the footer decides, as in Python.
            changes.add(changes.lastTime() + 1, constant.get());
            return changes.rules();
        }
        Summer summer = this.summer.orElseThrow();
        int year = changes.lastTime() == Long.MIN_VALUE
                ? FIRST_YEAR
                : LocalDateTime.ofEpochSecond(changes.lastTime(), 0, changes.last())
                        .getYear();
        Optional<ZoneOffsetTransitionRule> begin = summer.begin().rule(standard, summer.offset());
        Optional<ZoneOffsetTransitionRule> end = summer.end().rule(summer.offset(), standard);
        boolean asRules = begin.isPresent() && end.isPresent();
        // ZoneRules apply rules only after a change that is written out, and in whole years: the first are written out
        // here.
        int last = asRules ? year + 1 : LAST_YEAR;
        for (; year <= last; year++) {
            add(changes, year, summer);
        }
        if (!asRules) {
            return changes.rules();
        }
        List<ZoneOffsetTransitionRule> rules = new ArrayList<>(List.of(begin.get(), end.get()));
        if (!beginsFirst(summer, last)) {
            rules.add(rules.remove(0));
        }
        return changes.rules(rules);
    }

    private void add(Changes changes, int year, Summer summer) {
        long begin = summer.begin().second(year, standard);
        long end = summer.end().second(year, summer.offset());
        if (begin < end) {
            add(changes, begin, summer.offset());
            add(changes, end, standard);
        } else {
            add(changes, end, standard);
            add(changes, begin, summer.offset());
        }
    }

    private static void add(Changes changes, long second, ZoneOffset offset) {
        if (second > changes.lastTime()) {
            changes.add(second, offset);
        }
    }

    private boolean beginsFirst(Summer summer, int year) {
        return summer.begin().second(year, standard) < summer.end().second(year, summer.offset());
    }

    /**
     * Returns the offset, if there is only one: no summer time, one that is all year, or one that differs in its name
     * alone.
     */
    private Optional<ZoneOffset> constant() {
        if (summer.isEmpty() || summer.get().offset().equals(standard)) {
            return Optional.of(standard);
        }
        Summer all = summer.get();
        int leapYear = 2_000;
        for (int year = leapYear; year <= leapYear + 4; year++) {
            long end = all.end().second(year, all.offset());
            if (end < all.begin().second(year + 1, standard)) {
                return Optional.empty();
            }
        }
        return Optional.of(all.offset());
    }
}
