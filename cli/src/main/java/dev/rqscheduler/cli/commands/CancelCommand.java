/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.commands;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.cli.failure.ExitCode;
import dev.rqscheduler.cli.options.CommandContext;
import dev.rqscheduler.cli.output.Console;
import dev.rqscheduler.cli.output.Json;
import dev.rqscheduler.cli.output.OutputFormat;
import dev.rqscheduler.cli.output.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rqscheduler cancel ID...}. */
@Command(name = "cancel", description = "Cancel scheduled jobs.")
public final class CancelCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(index = "0..*", arity = "1..*", paramLabel = "ID", description = "Job ids.")
    private List<String> ids = new ArrayList<>();

    @Option(
            names = "--delete",
            description = "Delete the job's hash too, unless an earlier run is queued, waiting or running.")
    private boolean delete;

    @Mixin
    private OutputFormat format = new OutputFormat();

    public CancelCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        boolean all = true;
        try (SchedulerClient scheduler = context.scheduler()) {
            for (String id : ids) {
                boolean cancelled = scheduler.cancel(id, delete);
                all &= cancelled;
                tell(id, cancelled);
            }
        }
        return all ? ExitCode.DONE : ExitCode.FAILED;
    }

    private void tell(String id, boolean cancelled) {
        Console console = context.console();
        if (format.json()) {
            new Json().put("id", id).put("cancelled", cancelled).printTo(console.out());
        } else if (cancelled) {
            console.out().println("cancelled " + Printable.line(id));
        }
        if (!cancelled) {
            console.say("job \"" + Printable.line(id) + "\" is not scheduled");
        }
    }
}
