/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import dev.rqscheduler.internal.time.CronExpression;
import dev.rqscheduler.internal.time.Quote;

/**
 * Thrown for a cron expression that does not follow the dialect of {@link CronExpression}.
 *
 * <p>The message is one line, for example
 * {@code bad cron expression "*}{@code /60 * * * *" at character 3 (minute): step 60 is larger than 59}. It counts
 * characters from 1, as an editor does; {@link #position()} counts from 0, as {@link String#charAt(int)} does.
 */
public final class CronSyntaxException extends SchedulerException {
    private static final int LONGEST_QUOTE = 120;

    private final int position;
    private final String reason;

    /**
     * @param text the whole expression
     * @param position index of the offending character in the text, 0 to {@code text.length()}
     * @param field name of the field the position is in, or "" outside of any field
     * @param reason what is wrong and, where there is a known remedy, what to write instead
     */
    public CronSyntaxException(String text, int position, String field, String reason) {
        super("bad cron expression " + Quote.of(text, LONGEST_QUOTE) + " at character " + (position + 1)
                + (field.isEmpty() ? "" : " (" + field + ")") + ": " + reason);
        this.position = position;
        this.reason = reason;
    }

    /** Returns the index of the offending character in the expression, from 0; its length if something is missing. */
    public int position() {
        return position;
    }

    /** Returns what is wrong, without the expression and the position. */
    public String reason() {
        return reason;
    }
}
