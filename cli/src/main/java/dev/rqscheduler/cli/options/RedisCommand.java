/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.options;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.cli.failure.ExitCode;
import dev.rqscheduler.cli.failure.UsageException;
import dev.rqscheduler.cli.output.Console;
import java.util.concurrent.Callable;

/** Base of the commands that use Redis: check the command line, connect, run, close. */
public abstract class RedisCommand implements Callable<Integer> {

    private final CommandContext context;

    protected RedisCommand(CommandContext context) {
        this.context = context;
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
        try (SchedulerClient client = prepared(context.schedulerBuilder()).build()) {
            return run(client);
        }
    }

    protected final Console console() {
        return context.console();
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
}
