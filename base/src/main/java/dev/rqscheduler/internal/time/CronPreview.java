/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import dev.rqscheduler.api.RepeatedHour;
import dev.rqscheduler.api.Zone;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;

/** Previews the next runs of a cron expression, with clock changes marked. */
public final class CronPreview {
    /** Maximum number of runs per request. */
    public static final int MOST_RUNS = 1000;

    /** How a run relates to a clock change. */
    public enum Edge {
        /** An ordinary run. */
        NORMAL,
        /** The time written in the expression does not exist on this day; the run is later by the gap's length. */
        SHIFTED_OUT_OF_GAP,
        /** The clock shows this time twice, and this is the first of them. */
        REPEATED_HOUR_FIRST,
        /** The clock shows this time twice, and this is the second of them. */
        REPEATED_HOUR_SECOND
    }

    /**
     * One run.
     *
     * @param at when it is
     * @param clock the local time in the zone
     * @param written the wall-clock time that matches the expression: as {@code clock}, but for a shifted run the time
     *     that does not exist
     * @param edge how the run relates to a clock change
     */
    public record Occurrence(Instant at, OffsetDateTime clock, LocalDateTime written, Edge edge) {}

    private CronPreview() {}

    /**
     * Returns the next runs strictly after {@code now}, with {@link RepeatedHour#ONCE}.
     *
     * @param count how many, 0 to {@value #MOST_RUNS}
     * @return in chronological order; fewer than requested if the expression ends before
     * @throws IllegalArgumentException if the count is out of range
     */
    public static List<Occurrence> next(CronExpression cron, Zone zone, Instant now, int count) {
        return next(cron, zone, now, count, RepeatedHour.ONCE);
    }

    /** Same as {@link #next(CronExpression, Zone, Instant, int)}, with the given rule for a repeated hour. */
    public static List<Occurrence> next(
            CronExpression cron, Zone zone, Instant now, int count, RepeatedHour repeatedHour) {
        if (count < 0 || count > MOST_RUNS) {
            throw new IllegalArgumentException(
                    "a preview shows 0 to " + MOST_RUNS + " runs, but " + count + " were requested");
        }
        var runs = new ArrayList<Occurrence>();
        var run = cron.nextAfter(now, zone, repeatedHour);
        while (run.isPresent() && runs.size() < count) {
            runs.add(occurrence(cron, zone, run.get()));
            run = cron.nextAfter(run.get(), zone, repeatedHour);
        }
        return List.copyOf(runs);
    }

    private static Occurrence occurrence(CronExpression cron, Zone zone, Instant at) {
        OffsetDateTime clock = zone.at(at);
        LocalDateTime wall = clock.toLocalDateTime();
        if (!cron.matches(wall)) {
            // Only a shifted run is at a time that does not match, and the last change shifted it.
            ZoneOffsetTransition gap = zone.rules().previousTransition(at.plusNanos(1));
            return new Occurrence(at, clock, wall.minus(gap.getDuration()), Edge.SHIFTED_OUT_OF_GAP);
        }
        List<ZoneOffset> offsets = zone.rules().getValidOffsets(wall);
        if (offsets.size() < 2) {
            return new Occurrence(at, clock, wall, Edge.NORMAL);
        }
        boolean first = clock.getOffset().equals(offsets.get(0));
        return new Occurrence(at, clock, wall, first ? Edge.REPEATED_HOUR_FIRST : Edge.REPEATED_HOUR_SECOND);
    }
}
