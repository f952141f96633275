/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.commands;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.cli.failure.ExitCode;
import dev.rqscheduler.cli.options.CommandContext;
import dev.rqscheduler.cli.options.RedisCommand;
import dev.rqscheduler.cli.output.Json;
import dev.rqscheduler.cli.output.OutputFormat;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rqscheduler count}. */
@Command(name = "count", description = "Count the scheduled jobs.")
public final class CountCommand extends RedisCommand {

    @Option(names = "--until", paramLabel = "TIME", description = "Only jobs due at or before this time.")
    private @Nullable Instant until;

    @Mixin
    private OutputFormat format = new OutputFormat();

    public CountCommand(CommandContext context) {
        super(context);
    }

    @Override
    protected int run(SchedulerClient scheduler) {
        long count = until == null ? scheduler.count() : scheduler.count(until);
        if (format.json()) {
            new Json().put("count", count).put("until", until).printTo(console().out());
        } else {
            console().out().println(count);
        }
        return ExitCode.DONE;
    }
}
