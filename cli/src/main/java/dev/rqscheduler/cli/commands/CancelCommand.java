/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.commands;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.cli.options.CommandContext;
import dev.rqscheduler.cli.options.EachIdCommand;
import dev.rqscheduler.cli.output.OutputFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rqscheduler cancel ID...}. */
@Command(name = "cancel", description = "Cancel scheduled jobs.")
public final class CancelCommand extends EachIdCommand {

    @Option(
            names = "--delete",
            description = "Delete the job's hash too, unless an earlier run is queued, waiting or running.")
    private boolean delete;

    @Mixin
    private OutputFormat format = new OutputFormat();

    public CancelCommand(CommandContext context) {
        super(context);
    }

    @Override
    protected boolean handle(SchedulerClient client, String id) {
        return report(id, client.cancel(id, delete), "cancelled", "is not scheduled", format);
    }
}
