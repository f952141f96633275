/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.quarantine;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.cli.options.CommandContext;
import dev.rqscheduler.cli.options.EachIdCommand;
import dev.rqscheduler.cli.output.OutputFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rqscheduler quarantine drop ID...}. */
@Command(name = "drop", description = "Remove jobs from quarantine without retrying them.")
public final class QuarantineDropCommand extends EachIdCommand {

    @Option(names = "--delete", description = "Delete the job's hash too.")
    private boolean delete;

    @Mixin
    private OutputFormat format = new OutputFormat();

    public QuarantineDropCommand(CommandContext context) {
        super(context);
    }

    @Override
    protected boolean handle(SchedulerClient client, String id) {
        return report(id, client.quarantine().drop(id, delete), "dropped", "is not in quarantine", format);
    }
}
