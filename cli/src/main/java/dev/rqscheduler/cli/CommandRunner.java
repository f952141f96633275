/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli;

import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.api.SchedulerException;
import dev.rqscheduler.cli.failure.ExitCode;
import dev.rqscheduler.cli.failure.FailedException;
import dev.rqscheduler.cli.failure.UsageException;
import dev.rqscheduler.cli.log.LogSetUp;
import dev.rqscheduler.cli.options.CommandContext;
import dev.rqscheduler.cli.options.TzdataOption;
import dev.rqscheduler.cli.output.Console;
import dev.rqscheduler.cli.output.Printable;
import dev.rqscheduler.embedded.RedisServerException;
import dev.rqscheduler.files.ScheduleFileException;
import dev.rqscheduler.internal.time.Zones;
import dev.rqscheduler.internal.tzdata.TzdataException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Parses one command line, runs the command, and turns any error into one line and an exit code. */
final class CommandRunner {

    private static final String WITHOUT_REDIS_AT_START =
            "choose another with --url or --host, keep trying with --wait, or start one here with --embedded";
    private static final String WITHOUT_REDIS =
            "choose another with --url or --host, or try `rqscheduler demo`, which starts its own; so does the"
                    + " scheduler with --embedded";

    private final CommandContext context;
    private final Arguments arguments;
    private final CommandLine command;

    /** Runs the command line; returns the exit code. */
    static int run(Console console, Arguments arguments) {
        try {
            return new CommandRunner(console, arguments).execute();
        } catch (UsageException | TzdataException e) {
            ErrorLine line = ErrorLine.of(e, WITHOUT_REDIS);
            line.lines().forEach(console::say);
            return line.exitCode();
        }
    }

    private CommandRunner(Console console, Arguments arguments) {
        this.context = new CommandContext(console);
        this.arguments = arguments;
        // Before anything looks up a zone, as the parser does.
        Zones.use(TzdataOption.read(arguments.valueOf(TzdataOption.NAME), console), console.env());
        this.command = Subcommands.line(context, arguments);
        command.setOut(new PrintWriter(console.out(), false, StandardCharsets.UTF_8));
        command.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
        command.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
        command.setParameterExceptionHandler((e, args) -> misunderstood(e));
        command.setExecutionExceptionHandler(
                (e, line, result) -> failed(e, result.hasSubcommand() ? WITHOUT_REDIS : WITHOUT_REDIS_AT_START));
        command.setExecutionStrategy(this::run);
    }

    private int execute() {
        try {
            return command.execute(arguments.toArray());
        } catch (StackOverflowError | OutOfMemoryError | LinkageError e) {
            return failed(e, WITHOUT_REDIS);
        } finally {
            command.getOut().flush();
        }
    }

    private int run(ParseResult result) {
        if (result.hasSubcommand()) {
            result.matchedOptions().stream()
                    .filter(option -> option.scopeType() == CommandLine.ScopeType.LOCAL
                            && !option.usageHelp()
                            && !option.versionHelp())
                    .findFirst()
                    .ifPresent(option -> {
                        throw new ParameterException(
                                command,
                                option.longestName() + " is an option of the scheduler itself, not of "
                                        + result.subcommand().commandSpec().name());
                    });
        }
        return new RunLast().execute(result);
    }

    private int misunderstood(ParameterException e) {
        context.console().say(ParseError.inWords(e));
        return ExitCode.USAGE;
    }

    private int failed(Throwable e, String whenUnreachable) {
        Console console = context.console();
        ErrorLine line = ErrorLine.of(e, whenUnreachable);
        boolean trace = context.log().verbose() && line.exitCode() != ExitCode.USAGE;
        console.out().flush();
        if (context.log().format() == LogSetUp.Format.JSON) {
            LogSetUp.start(LogSetUp.Format.JSON, context.log().verbosity(), console.err());
            Logger log = LoggerFactory.getLogger(Main.class);
            line.lines().forEach(text -> log.error(text, trace ? e : null));
        } else {
            if (trace) {
                e.printStackTrace(console.err());
            }
            line.lines().forEach(console::say);
        }
        return line.exitCode();
    }

    /**
     * The line printed for a failure; a file with several errors gets one for each.
     *
     * @param lines what is wrong and what to do, without a password
     * @param exitCode see {@link ExitCode}
     */
    private record ErrorLine(List<String> lines, int exitCode) {

        /**
         * @param whenUnreachable what to try if there is no Redis
         */
        static ErrorLine of(Throwable failure, String whenUnreachable) {
            String message = String.valueOf(failure.getMessage());
            if (failure instanceof UsageException) {
                return new ErrorLine(List.of(Printable.line(message)), ExitCode.USAGE);
            }
            if (failure instanceof ScheduleFileException files) {
                return new ErrorLine(
                        files.problems().stream()
                                .map(problem -> Printable.line(problem.toString()))
                                .toList(),
                        ExitCode.USAGE);
            }
            if (failure instanceof RedisException redis) {
                return failed(message + advice(redis.kind(), whenUnreachable));
            }
            if (failure instanceof FailedException
                    || failure instanceof SchedulerException
                    || failure instanceof RedisServerException
                    || failure instanceof TzdataException) {
                return failed(message);
            }
            if (failure instanceof IOException) {
                return failed(failure.getClass().getSimpleName() + ": " + message);
            }
            return failed("unexpected " + failure + " (--verbose prints the stack trace)");
        }

        private static ErrorLine failed(String text) {
            return new ErrorLine(List.of(Printable.line(text)), ExitCode.FAILED);
        }

        private static String advice(RedisException.Kind kind, String whenUnreachable) {
            return switch (kind) {
                case UNREACHABLE -> "; " + whenUnreachable;
                case AUTH -> "; give the password with RQ_REDIS_PASSWORD, --password-file, or in --url";
                default -> "";
            };
        }
    }
}
