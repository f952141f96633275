/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.top;

import dev.rqscheduler.api.Finding;
import dev.rqscheduler.api.Overview;
import java.util.List;
import java.util.Optional;

/**
 * All that one frame shows.
 *
 * @param redis its address
 * @param overview the last one that could be read; empty if there was none
 * @param rate of moves, where schedulers tell it
 * @param wrong what keeps jobs from running on time, the worst first, and what could not be checked
 * @param away why Redis cannot be asked now; empty if it can
 */
record Glance(
        String redis,
        Optional<Overview> overview,
        Optional<Throughput.Rate> rate,
        List<Finding> wrong,
        Optional<String> away) {}
