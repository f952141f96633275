/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.options;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.cli.output.Console;

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

    /** Returns a builder for a client of the Redis given by the options. */
    public SchedulerClient.Builder schedulerBuilder() {
        return SchedulerClient.builder()
                .redis(connection.redis(console, warning -> console.say("warning: " + warning)))
                .maxConnections(CONNECTIONS);
    }
}
