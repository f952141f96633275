/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.daemon;

import dev.rqscheduler.cli.failure.UsageException;
import dev.rqscheduler.cli.options.CommandContext;
import dev.rqscheduler.cli.options.ConnectionOptions;
import dev.rqscheduler.cli.options.GivenOptions;
import dev.rqscheduler.embedded.RedisServer;
import dev.rqscheduler.embedded.RedisServerBuilder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of the scheduler's own Redis. */
final class EmbeddedOptions {

    private static final Path DEFAULT_FOLDER = Path.of("rqscheduler-data");

    @Option(
            names = "--embedded",
            description = "Start a private Redis for this scheduler, on --port or a free port, and stop it on exit.")
    private boolean embedded;

    @Option(
            names = "--embedded-dir",
            paramLabel = "DIR",
            description = "Directory for the data of --embedded; default ./rqscheduler-data.")
    private @Nullable Path folder;

    boolean asked() {
        if (folder != null && !embedded) {
            throw new UsageException("--embedded-dir is only valid with --embedded");
        }
        return embedded;
    }

    /** Starts it; the caller stops it, after the scheduler has deregistered. */
    RedisServer start(CommandContext context) {
        ConnectionOptions connection = context.connection();
        connection.refuseOtherRedis("--embedded");
        RedisServerBuilder server = RedisServer.builder()
                .folder(folder == null ? DEFAULT_FOLDER : folder)
                .stopOnExit(false);
        Integer port = connection.port();
        String password = connection.password(context.console());
        UsageException.valid(() -> {
            GivenOptions.with(port, server::port);
            GivenOptions.with(password, server::password);
            return server;
        });
        return server.start();
    }
}
