/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.aof;

import dev.rqscheduler.faults.resp.Command;
import java.util.List;

/**
 * What took effect at once: one command alone, or all effects of one script or transaction, which Redis writes between
 * MULTI and EXEC.
 *
 * @param number the how manyeth step of the file, from 1
 */
public record Step(long number, List<Command> commands) {

    public Step {
        commands = List.copyOf(commands);
    }
}
