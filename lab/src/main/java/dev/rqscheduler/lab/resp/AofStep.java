/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.resp;

import java.util.List;

/**
 * Writes that took effect atomically: a single command, or all effects of a script or transaction, which Redis writes between
 * MULTI and EXEC.
 *
 * @param number position in the file, from 1
 */
public record AofStep(long number, List<RespCommand> commands) {

    public AofStep {
        commands = List.copyOf(commands);
    }
}
