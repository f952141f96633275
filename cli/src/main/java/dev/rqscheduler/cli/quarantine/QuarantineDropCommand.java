/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.quarantine;

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

/** {@code rqscheduler quarantine drop ID...}. */
@Command(name = "drop", description = "Remove jobs from quarantine without retrying them.")
public final class QuarantineDropCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(index = "0..*", arity = "1..*", paramLabel = "ID", description = "Job ids.")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--delete", description = "Delete the job's hash too.")
    private boolean delete;

    @Mixin
    private OutputFormat format = new OutputFormat();

    public QuarantineDropCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        boolean all = true;
        try (SchedulerClient scheduler = context.scheduler()) {
            for (String id : ids) {
                boolean dropped = scheduler.quarantine().drop(id, delete);
                all &= dropped;
                tell(id, dropped);
            }
        }
        return all ? ExitCode.DONE : ExitCode.FAILED;
    }

    private void tell(String id, boolean dropped) {
        Console console = context.console();
        if (format.json()) {
            new Json().put("id", id).put("dropped", dropped).printTo(console.out());
        } else if (dropped) {
            console.out().println("dropped " + Printable.line(id));
        }
        if (!dropped) {
            console.say("job \"" + Printable.line(id) + "\" is not in quarantine");
        }
    }
}
