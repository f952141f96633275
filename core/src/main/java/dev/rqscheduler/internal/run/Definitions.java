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

/** Caches parsed definitions, so that one that is due every second is not parsed every time. Not thread-safe. */
final class Definitions {

    /** Room for some 10,000 typical definitions. */
    private static final int MOST_BYTES = 24 * 1024 * 1024;

    /** What a definition takes in addition to its own bytes: its parsed form. */
    private static final int OVERHEAD = 2_048;

    private static final int LONGEST = 4_096;

    /** After this many bytes of cache misses the cache is cleared, so that the schedules due now get in. */
    private static final long PASSED_BY = 20L * MOST_BYTES;

    static final class Known {
        private final byte[] definition;
        private final Schedule schedule;
        private final Compressor compressor;
        private JobRun.@Nullable Template template;

        private Known(byte[] definition, Schedule schedule, Compressor compressor) {
            this.definition = definition;
            this.schedule = schedule;
            this.compressor = compressor;
        }

        Schedule schedule() {
            return schedule;
        }

        JobRun run(String id, Instant due) {
            JobRun.Template made = template;
            if (made == null) {
                made = JobRun.Template.of(schedule, compressor);
                template = made;
            }
            return made.run(id, due);
        }
    }

    private final Map<String, Known> known = new HashMap<>();

    /** For as long as the process runs, which caches each once. */
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
     * The first entries stay until the cache is cleared: if there are more schedules than room, which come one after
     * another, they would only evict each other, and objects that live for a while before they are collected are what
     * costs the heap most.
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

    int size() {
        return known.size();
    }
}
