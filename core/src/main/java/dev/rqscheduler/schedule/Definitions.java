/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.schedule;

import dev.rqscheduler.wire.Compressor;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Definitions that were read before, so that one that is due every second is not read anew each time. Not thread-safe. */
final class Definitions {

    /** Bytes of definitions: some 10,000 usual ones, which take 2 KB each with all that was made of them. */
    private static final int MOST_BYTES = 3 * 1024 * 1024;

    private static final int LONGEST = 4_096;

    /** So many bytes of definitions that found no room, and all are forgotten: those that are due now are to have their turn. */
    private static final long PASSED_BY = 20L * MOST_BYTES;

    private record Key(String name, ByteBuffer definition) {}

    /** A definition as it was read. */
    static final class Known {
        private final Schedule schedule;
        private @Nullable RunTemplate template;

        private Known(Schedule schedule) {
            this.schedule = schedule;
        }

        Schedule schedule() {
            return schedule;
        }

        RunTemplate template(Compressor compressor) {
            RunTemplate made = template;
            if (made == null) {
                made = RunTemplate.of(schedule, compressor);
                template = made;
            }
            return made;
        }
    }

    private final Map<Key, Known> known = new HashMap<>();
    private int bytes;
    private long passedBy;

    Known of(String name, byte[] definition) {
        if (definition.length > LONGEST) {
            return new Known(ScheduleJson.parse(name, definition));
        }
        Key key = new Key(name, ByteBuffer.wrap(definition));
        Known found = known.get(key);
        if (found == null) {
            found = new Known(ScheduleJson.parse(name, definition));
            keep(key, found, definition.length);
        }
        return found;
    }

    /**
     * The first to come stay, until all are forgotten: more schedules than there is room for, which come one after the other,
     * would only drive each other out, and what lives long enough to be tidied away is what the heap is slow with.
     */
    private void keep(Key key, Known found, int length) {
        if (bytes + length > MOST_BYTES) {
            passedBy += length;
            if (passedBy <= PASSED_BY) {
                return;
            }
            known.clear();
            bytes = 0;
            passedBy = 0;
        }
        known.put(key, found);
        bytes += length;
    }
}
