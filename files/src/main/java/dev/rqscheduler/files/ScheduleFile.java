/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.files;

import dev.rqscheduler.api.Schedule;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A valid schedule file.
 *
 * @param lines the line of each schedule, by its name
 */
record ScheduleFile(Path path, String group, Map<String, Schedule> byName, Map<String, Integer> lines) {

    static final List<String> KEYS = List.of("group", "defaults", "schedules");

    Collection<Schedule> schedules() {
        return byName.values();
    }
}
