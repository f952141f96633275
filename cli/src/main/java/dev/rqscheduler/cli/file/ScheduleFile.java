/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.file;

import dev.rqscheduler.api.Schedule;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A file of schedules that is right.
 *
 * @param lines where each is, by its name
 */
record ScheduleFile(Path path, String group, Map<String, Schedule> byName, Map<String, Integer> lines) {

    static final List<String> KEYS = List.of("group", "defaults", "schedules");

    Collection<Schedule> schedules() {
        return byName.values();
    }
}
