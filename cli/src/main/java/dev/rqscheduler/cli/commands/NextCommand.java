/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.commands;

import dev.rqscheduler.api.Zone;
import dev.rqscheduler.cli.failure.ExitCode;
import dev.rqscheduler.cli.failure.FailedException;
import dev.rqscheduler.cli.options.CommandContext;
import dev.rqscheduler.cli.options.RedisCommand;
import dev.rqscheduler.cli.output.Json;
import dev.rqscheduler.cli.output.OutputFormat;
import dev.rqscheduler.cli.output.TextTable;
import dev.rqscheduler.internal.text.TimeText;
import dev.rqscheduler.internal.time.CronExpression;
import dev.rqscheduler.internal.time.CronPreview;
import dev.rqscheduler.internal.time.CronPreview.Occurrence;
import java.io.PrintStream;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rqscheduler next EXPR}: needs no Redis. */
@Command(name = "next", description = "Preview the runs of a cron expression, with daylight-saving changes marked.")
public final class NextCommand implements Callable<Integer> {

    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final CommandContext context;

    @Parameters(index = "0", paramLabel = "EXPR", description = "As for `rqscheduler cron`.")
    private @Nullable CronExpression expression;

    @Option(names = "-n", paramLabel = "N", description = "Number of runs, up to 1000; default 5.")
    private int count = 5;

    @Option(names = "--zone", paramLabel = "ZONE", description = "Time zone; default: this machine's.")
    private @Nullable Zone givenZone;

    @Option(names = "--from", paramLabel = "TIME", description = "Runs after this time; default: now.")
    private @Nullable Instant from;

    @Mixin
    private OutputFormat format = new OutputFormat();

    public NextCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        CronExpression cron = CronExpression.parse(String.valueOf(expression));
        Zone zone = givenZone == null ? Zone.local() : givenZone;
        Instant now = context.console().clock().instant();
        Instant start = from == null ? now : from;
        RedisCommand.checkCount(count, CronPreview.MOST_RUNS);
        List<Occurrence> runs = CronPreview.next(cron, zone, start, count);
        if (runs.isEmpty()) {
            throw new FailedException("\"" + cron + "\" has no run between " + start + " and the end of 2099");
        }
        PrintStream out = context.console().out();
        if (format.json()) {
            runs.forEach(run -> json(run, zone).printTo(out));
        } else {
            TextTable table = new TextTable(out, "CLOCK IN " + zone, "UTC", "", "");
            runs.forEach(run -> table.row(
                    TimeText.clock(run.clock()), TimeText.utc(run.at()), TimeText.relative(run.at(), now), edge(run)));
            table.end();
        }
        return ExitCode.DONE;
    }

    private static Json json(Occurrence run, Zone zone) {
        return new Json()
                .put("at", run.at())
                .put("clock", run.clock().toString())
                .put("zone", zone.toString())
                .put("written", run.written().toString())
                .put("edge", run.edge().name().toLowerCase(Locale.ROOT));
    }

    private static String edge(Occurrence run) {
        return switch (run.edge()) {
            case NORMAL -> "";
            case SHIFTED_OUT_OF_GAP -> "shifted: the clocks skip " + WRITTEN.format(run.written());
            case REPEATED_HOUR_FIRST -> "the clocks show this time twice: first";
            case REPEATED_HOUR_SECOND -> "the clocks show this time twice: second";
        };
    }
}
