/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.schedule;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** The definitions that were read last, so that one that is due every second is not read anew each time. Not thread-safe. */
final class Definitions {

    private static final int MOST = 1_000;
    private static final int LONGEST = 4_096;

    private record Key(String name, ByteBuffer definition) {}

    private final Map<Key, Schedule> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Schedule> eldest) {
            return size() > MOST;
        }
    };

    Schedule of(String name, byte[] definition) {
        if (definition.length > LONGEST) {
            return ScheduleJson.parse(name, definition);
        }
        Key key = new Key(name, ByteBuffer.wrap(definition));
        Schedule schedule = known.get(key);
        if (schedule == null) {
            schedule = ScheduleJson.parse(name, definition);
            known.put(key, schedule);
        }
        return schedule;
    }
}
