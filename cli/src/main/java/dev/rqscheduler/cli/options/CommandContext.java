/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.options;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.Zone;
import dev.rqscheduler.cli.output.Console;
import org.jspecify.annotations.Nullable;

/**
 * Passed to every command: its environment, and the options that may come before or after its name.
 *
 * @param connection filled in by the parser
 * @param log filled in by the parser
 */
public record CommandContext(Console console, ConnectionOptions connection, LogOptions log) {

    /** A command that does one thing needs only one connection. */
    private static final int CONNECTIONS = 1;

    public CommandContext(Console console) {
        this(console, new ConnectionOptions(), new LogOptions());
    }

    /** Returns a client for the Redis given by the options. Does not connect yet. */
    public SchedulerClient scheduler() {
        return schedulerBuilder().build();
    }

    /**
     * As {@link #scheduler()}, for a command that reads cron expressions.
     *
     * @param cronZone null for this machine's
     */
    public SchedulerClient scheduler(@Nullable Zone cronZone) {
        SchedulerClient.Builder builder = schedulerBuilder();
        return cronZone == null ? builder.build() : builder.cronZone(cronZone).build();
    }

    /** As {@link #scheduler()}, for a command that has more to set. */
    public SchedulerClient.Builder schedulerBuilder() {
        return SchedulerClient.builder()
                .redis(connection.redis(console, warning -> console.say("warning: " + warning)))
                .maxConnections(CONNECTIONS);
    }
}
