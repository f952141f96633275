/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.daemon;

import dev.rqscheduler.cli.failure.ExitCode;
import dev.rqscheduler.cli.failure.FailedException;
import dev.rqscheduler.cli.options.CommandContext;
import dev.rqscheduler.cli.output.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rqscheduler health}: a health check for environments without curl, such as our image. */
@Command(
        name = "health",
        description = "Check the health of a running scheduler through its --http port; for container health checks.",
        footer = "%nExit code: 0 healthy, 1 unhealthy, or no answer within 5 seconds.")
public final class HealthCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LONGEST_ANSWER = 4_096;

    private final CommandContext context;

    @Option(
            names = "--http",
            paramLabel = "[HOST:]PORT",
            description = "Address of the scheduler, same as its own --http; default 127.0.0.1:9181.")
    private String address = "9181";

    @Option(
            names = "--ready",
            description =
                    "Check whether it is ready (Redis reachable, leader or standby), not only whether it is alive.")
    private boolean ready;

    public HealthCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        InetSocketAddress place = HttpOptions.Address.parse(address);
        String path = ready ? "/readyz" : "/healthz";
        try {
            ask(place, path);
        } catch (IOException e) {
            throw new FailedException("no answer from " + address + path + ": " + e.getMessage(), e);
        }
        return ExitCode.DONE;
    }

    private void ask(InetSocketAddress place, String path) throws IOException {
        String host = place.getAddress().getHostAddress();
        URL url = new URL("http", host, place.getPort(), path);
        // Never through a proxy set in the environment: the scheduler is on this machine, or in this pod.
        HttpURLConnection connection = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout((int) PATIENCE.toMillis());
        connection.setReadTimeout((int) PATIENCE.toMillis());
        connection.setInstanceFollowRedirects(false);
        try {
            int status = connection.getResponseCode();
            String answer = text(status < 400 ? connection.getInputStream() : connection.getErrorStream());
            if (status != HttpURLConnection.HTTP_OK) {
                throw new FailedException("unhealthy: " + (answer.isEmpty() ? "status " + status : answer));
            }
            context.console().out().println(answer);
        } finally {
            connection.disconnect();
        }
    }

    private static String text(@Nullable InputStream stream) throws IOException {
        if (stream == null) {
            return "";
        }
        try (stream) {
            return Printable.line(new String(stream.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8).strip());
        }
    }
}
