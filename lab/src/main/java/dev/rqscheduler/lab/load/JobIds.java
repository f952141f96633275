/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.load;

import java.util.HexFormat;

/** Job ids that look like RQ's random UUIDs, and yet contain the number of the job in the backlog. */
public final class JobIds {

    private final long seed;

    public JobIds(long seed) {
        this.seed = seed;
    }

    /**
     * Returns the id of a job.
     *
     * @param number 0 or more
     */
    public String id(int number) {
        String random = HexFormat.of().toHexDigits(mix(seed + number));
        return random.substring(0, 8) + '-' + random.substring(8, 12) + "-4" + random.substring(12, 15) + "-8"
                + HexFormat.of().toHexDigits((short) (number >>> 20)).substring(1) + '-'
                + HexFormat.of().toHexDigits(mix(seed ^ number), 7)
                + HexFormat.of().toHexDigits(number, 5);
    }

    /**
     * Returns the number of a job, or -1 if the id is not one of these.
     */
    public int number(String id) {
        try {
            int number = (HexFormat.fromHexDigits(id, 20, 23) << 20) | HexFormat.fromHexDigits(id, 31, 36);
            return id.equals(id(number)) ? number : -1;
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return -1;
        }
    }

    /** The mixing function of SplitMix64. */
    private static long mix(long value) {
        long mixed = value * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
