/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.quarantine;

import dev.rqscheduler.cli.failure.UsageException;
import picocli.CommandLine.Command;

/** {@code rqscheduler quarantine}: the parent of what can be done there. */
@Command(name = "quarantine", description = "Look after jobs that could not be moved: list, show, retry, drop.")
public final class QuarantineCommand implements Runnable {

    @Override
    public void run() {
        throw new UsageException("quarantine needs to know what to do: list, show ID, retry ID or drop ID"
                + " (see rqscheduler quarantine --help)");
    }
}
