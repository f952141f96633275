/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A position among the scheduled jobs from which a search continues: just after a job, whether or not that job still
 * exists.
 *
 * @param score of the job, as Redis prints it
 * @param rawId its id, one character per byte: ids need not be valid UTF-8
 */
public record JobCursor(String score, String rawId) {

    private static final int LONGEST = 8_192;

    /**
     * @throws IllegalArgumentException if the score is not a number
     */
    public JobCursor {
        if (!score.matches("[-+]?(inf|[0-9.]{1,40}(e[-+]?[0-9]{1,3})?)") || rawId.length() > LONGEST) {
            throw new IllegalArgumentException("invalid cursor: score " + score);
        }
    }

    public static JobCursor of(String score, byte[] id) {
        return new JobCursor(score, new String(id, StandardCharsets.ISO_8859_1));
    }

    public byte[] id() {
        return rawId.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Returns it as a string for links; {@link #parse} reads it back. */
    public String text() {
        return score + "~" + Base64.getUrlEncoder().withoutPadding().encodeToString(id());
    }

    /**
     * @throws IllegalArgumentException if {@link #text} did not write it
     */
    public static JobCursor parse(String text) {
        int tilde = text.indexOf('~');
        if (tilde < 0 || text.length() > 2 * LONGEST) {
            throw new IllegalArgumentException("invalid cursor; start the search again");
        }
        return of(text.substring(0, tilde), Base64.getUrlDecoder().decode(text.substring(tilde + 1)));
    }
}
