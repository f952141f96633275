/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.quarantine;

import dev.rqscheduler.cli.failure.UsageException;
import picocli.CommandLine.Command;

/** {@code rqscheduler quarantine}: the parent of its subcommands. */
@Command(name = "quarantine", description = "Manage jobs that could not be moved: list, show, retry, drop.")
public final class QuarantineCommand implements Runnable {

    @Override
    public void run() {
        throw new UsageException("quarantine needs a subcommand: list, show ID, retry ID or drop ID"
                + " (see rqscheduler quarantine --help)");
    }
}
