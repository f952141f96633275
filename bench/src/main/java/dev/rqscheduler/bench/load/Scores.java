/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench.load;

/** Due times as they stand in a schedule. */
public final class Scores {

    private static final long MICROS = 1_000_000;

    private Scores() {}

    /** Epoch seconds with the microseconds that there are, by hand: a formatter takes longer than Redis does for the job. */
    public static String text(double epochSeconds) {
        long micros = Math.round(epochSeconds * MICROS);
        String seconds = Long.toString(micros / MICROS);
        return micros % MICROS == 0
                ? seconds
                : seconds + '.' + Long.toString(MICROS + micros % MICROS).substring(1);
    }
}
