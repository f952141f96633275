/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.daemon;

import dev.rqscheduler.cli.failure.UsageException;
import dev.rqscheduler.cli.options.CommandContext;
import dev.rqscheduler.cli.options.ConnectionOptions;
import dev.rqscheduler.embedded.RedisServer;
import dev.rqscheduler.embedded.RedisServerBuilder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A Redis that the scheduler brings itself. */
final class EmbeddedOptions {

    private static final Path DEFAULT_FOLDER = Path.of("rqscheduler-data");

    @Option(
            names = "--embedded",
            description = "Start a Redis for this scheduler alone, on --port or a free one, and stop it at the end.")
    private boolean embedded;

    @Option(
            names = "--embedded-dir",
            paramLabel = "DIR",
            description = "Folder in which --embedded keeps its data; default ./rqscheduler-data.")
    private @Nullable Path folder;

    boolean asked() {
        if (folder != null && !embedded) {
            throw new UsageException("--embedded-dir is the folder of --embedded, which was not given");
        }
        return embedded;
    }

    /** Starts it; its end is the caller's concern, as the scheduler's last words go to it. */
    RedisServer start(CommandContext context) {
        ConnectionOptions connection = context.connection();
        connection.refuseOtherRedis("--embedded");
        RedisServerBuilder server = RedisServer.builder()
                .folder(folder == null ? DEFAULT_FOLDER : folder)
                .stopOnExit(false);
        Integer port = connection.port();
        String password = connection.password(context.console());
        try {
            if (port != null) {
                server.port(port);
            }
            if (password != null) {
                server.password(password);
            }
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
        return server.start();
    }
}
