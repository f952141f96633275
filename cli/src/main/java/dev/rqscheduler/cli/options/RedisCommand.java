/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.options;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.cli.failure.ExitCode;
import dev.rqscheduler.cli.failure.UsageException;
import dev.rqscheduler.cli.output.Console;
import dev.rqscheduler.cli.output.Json;
import dev.rqscheduler.cli.output.OutputFormat;
import dev.rqscheduler.cli.output.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Base of the commands that use Redis: check the command line, connect, run, close. */
public abstract class RedisCommand implements Callable<Integer> {

    private @Nullable CommandContext context;

    /** Sets where the command runs; called once, before it does. */
    public final RedisCommand in(CommandContext value) {
        context = value;
        return this;
    }

    /**
     * @return the exit code
     */
    protected abstract int run(SchedulerClient client);

    /** Checks the command line before Redis is used. */
    protected void check() {}

    /** Sets what the command needs in addition to the connection. */
    protected SchedulerClient.Builder prepared(SchedulerClient.Builder builder) {
        return builder;
    }

    @Override
    public final Integer call() {
        check();
        try (SchedulerClient client = prepared(context().schedulerBuilder()).build()) {
            return run(client);
        }
    }

    protected final Console console() {
        return context().console();
    }

    private CommandContext context() {
        return Objects.requireNonNull(context);
    }

    /** Prints a result, as one object or one line; returns the exit code. */
    protected final int print(OutputFormat format, Supplier<Json> json, Supplier<String> text) {
        if (format.json()) {
            json.get().printTo(console().out());
        } else {
            console().out().println(text.get());
        }
        return ExitCode.DONE;
    }

    /** Prints row after row, until the reader of the output has gone: that is checked every so many rows. */
    protected final <T> void each(Stream<T> rows, int betweenChecks, Consumer<T> print) {
        long printed = 0;
        for (var all = rows.iterator(); all.hasNext(); ) {
            print.accept(all.next());
            if (++printed % betweenChecks == 0 && console().readerIsGone()) {
                return;
            }
        }
    }

    /** Returns the exit code of a command that handles several items. */
    protected static int done(boolean all) {
        return all ? ExitCode.DONE : ExitCode.FAILED;
    }

    /**
     * @throws UsageException if {@code -n} is not between 1 and {@code most}
     */
    public static void checkCount(int count, int most) {
        if (count < 1 || count > most) {
            throw new UsageException("-n must be 1 to " + most + ", not " + count);
        }
    }

    /** A command that handles each of several jobs; a missing one does not stop the others. */
    public abstract static class EachId extends RedisCommand {

        @Parameters(index = "0..*", arity = "1..*", paramLabel = "ID", description = "Job ids.")
        private List<String> ids = new ArrayList<>();

        /** Handles one job, and reports it. Returns false if there is no such job. */
        protected abstract boolean handle(SchedulerClient client, String id);

        @Override
        protected final int run(SchedulerClient client) {
            boolean all = true;
            for (String id : ids) {
                all &= handle(client, id);
            }
            return done(all);
        }

        /**
         * @param verb what was done, such as {@code cancelled}
         * @param otherwise what the job is if it was not done
         * @return {@code done}
         */
        protected final boolean report(String id, boolean done, String verb, String otherwise, OutputFormat format) {
            if (format.json()) {
                new Json().put("id", id).put(verb, done).printTo(console().out());
            } else if (done) {
                console().out().println(verb + " " + Printable.line(id));
            }
            if (!done) {
                console().say("job \"" + Printable.line(id) + "\" " + otherwise);
            }
            return done;
        }
    }

    /** The zone of cron expressions, for a command that evaluates those of a scheduler. */
    public static final class CronZone {

        @Option(
                names = "--cron-zone",
                paramLabel = "ZONE",
                description = "Time zone of cron expressions, same as the scheduler's; default: this machine's.")
        private @Nullable Zone zone;

        public SchedulerClient.Builder applyTo(SchedulerClient.Builder builder) {
            return zone == null ? builder : builder.cronZone(zone);
        }
    }
}
