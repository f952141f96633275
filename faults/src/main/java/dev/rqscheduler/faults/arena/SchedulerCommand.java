/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.arena;

import java.util.List;
import java.util.Map;

/** How a scheduler process is started. */
@FunctionalInterface
public interface SchedulerCommand {

    /**
     * @param environment variables to set for it
     */
    record Start(List<String> command, Map<String, String> environment) {}

    Start start(String url, String name);
}
