/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.store;

import dev.rqscheduler.internal.wire.Scores;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/** Reads scores of a list in which the same one often comes several times in a row: each is parsed once. */
final class DueTimeReader {

    private byte[] lastScore = new byte[0];
    private Instant last = Instant.EPOCH;

    Instant read(byte[] score) {
        if (!Arrays.equals(score, lastScore)) {
            last = Scores.instant(new String(score, StandardCharsets.US_ASCII));
            lastScore = score;
        }
        return last;
    }
}
