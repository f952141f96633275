/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.run;

import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.internal.schedule.ScheduleJson;
import dev.rqscheduler.internal.wire.Compressor;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Definitions that were read before, so that one that is due every second is not read anew each time. Not thread-safe. */
final class Definitions {

    /** For some 10,000 usual definitions. */
    private static final int MOST_BYTES = 24 * 1024 * 1024;

    /** What one takes besides its own bytes: all that was made of it. */
    private static final int OVERHEAD = 2_048;

    private static final int LONGEST = 4_096;

    /** So many bytes for definitions that found no room, and all are forgotten: those that are due now are to have their turn. */
    private static final long PASSED_BY = 20L * MOST_BYTES;

    /** A definition as it was read. */
    static final class Known {
        private final byte[] definition;
        private final Schedule schedule;
        private final Compressor compressor;
        private @Nullable RunTemplate template;

        private Known(byte[] definition, Schedule schedule, Compressor compressor) {
            this.definition = definition;
            this.schedule = schedule;
            this.compressor = compressor;
        }

        Schedule schedule() {
            return schedule;
        }

        /** The run of a due time. */
        JobRun run(String id, Instant due) {
            RunTemplate made = template;
            if (made == null) {
                made = RunTemplate.of(schedule, compressor);
                template = made;
            }
            return made.run(id, due);
        }
    }

    private final Map<String, Known> known = new HashMap<>();

    /** For as long as the process runs, which remembers once. */
    private final Compressor compressor = new Compressor();

    private int bytes;
    private long passedBy;

    Known of(String name, byte[] definition) {
        Known found = known.get(name);
        if (found != null && Arrays.equals(found.definition, definition)) {
            return found;
        }
        Known read = new Known(definition, ScheduleJson.parse(name, definition), compressor);
        if (definition.length <= LONGEST) {
            keep(name, read);
        }
        return read;
    }

    /**
     * The first to come stay, until all are forgotten: more schedules than there is room for, which come one after the other,
     * would only drive each other out, and what lives long enough to be tidied away is what the heap is slow with.
     */
    private void keep(String name, Known read) {
        Known before = known.remove(name);
        bytes -= before == null ? 0 : cost(before);
        int length = cost(read);
        if (bytes + length > MOST_BYTES) {
            passedBy += length;
            if (passedBy <= PASSED_BY) {
                return;
            }
            known.clear();
            bytes = 0;
            passedBy = 0;
        }
        known.put(name, read);
        bytes += length;
    }

    private static int cost(Known known) {
        return OVERHEAD + known.definition.length;
    }

    /** How many are remembered. */
    int size() {
        return known.size();
    }
}
