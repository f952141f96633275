/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.account;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the id of a run of a named schedule says: all that is needed to judge it.
 *
 * @param time its due time, or when it was asked for
 * @param asked whether somebody asked for it
 */
record RunId(String id, String schedule, Instant time, boolean asked) {

    private static final Pattern FORM = Pattern.compile("(.+)-(\\d{8}T\\d{6})(\\d{6})?([ZR])");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);

    /** Empty for the id of any other job. */
    static Optional<RunId> of(String id) {
        Matcher form = FORM.matcher(id);
        if (!form.matches()) {
            return Optional.empty();
        }
        Instant seconds = LocalDateTime.parse(form.group(2), SECONDS).toInstant(ZoneOffset.UTC);
        long micros = form.group(3) == null ? 0 : Long.parseLong(form.group(3));
        return Optional.of(new RunId(
                id,
                form.group(1),
                seconds.plusNanos(1_000 * micros),
                form.group(4).equals("R")));
    }
}
