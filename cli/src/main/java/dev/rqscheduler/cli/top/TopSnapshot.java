/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.top;

import dev.rqscheduler.api.Finding;
import dev.rqscheduler.api.Overview;
import java.util.List;
import java.util.Optional;

/**
 * Everything one frame shows.
 *
 * @param redis its address
 * @param overview the last one read; empty if there was none
 * @param rate moves per second, if schedulers report them
 * @param wrong problems that keep jobs from running on time, the worst first, and skipped checks
 * @param away why Redis is unavailable now; empty if it is available
 */
record TopSnapshot(
        String redis,
        Optional<Overview> overview,
        Optional<Throughput.Rate> rate,
        List<Finding> wrong,
        Optional<String> away) {}
