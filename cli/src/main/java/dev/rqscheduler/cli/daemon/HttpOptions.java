/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.daemon;

import dev.rqscheduler.cli.failure.UsageException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The web page and the API. Without {@code --http} none of their classes is loaded. */
final class HttpOptions {

    @Option(
            names = "--http",
            paramLabel = "[HOST:]PORT",
            description = "Serve the web page, the API, metrics for Prometheus at /metrics and health at /healthz and"
                    + " /readyz, on 127.0.0.1 unless HOST is given; port 0 picks a free one. A HOST reachable from"
                    + " other machines needs --http-token-file.")
    private @Nullable String address;

    @Option(
            names = "--http-token-file",
            paramLabel = "FILE",
            description =
                    "File whose first line is the token required for changes through page and API; without it, they"
                            + " are read-only. Beyond loopback, reading requires it too.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--http-host",
            paramLabel = "NAME",
            description = "A host name under which a proxy on this machine reaches the server; repeatable.")
    private Set<String> hosts = new LinkedHashSet<>();

    @Option(
            names = "--hide-arguments",
            description = "Hide arguments, descriptions and meta of jobs on the page and in the API.")
    private boolean hideArguments;

    boolean asked() {
        if (address == null) {
            refuseWithout(tokenFile != null, "--http-token-file");
            refuseWithout(!hosts.isEmpty(), "--http-host");
            refuseWithout(hideArguments, "--hide-arguments");
        }
        return address != null;
    }

    String address() {
        return String.valueOf(address);
    }

    @Nullable
    Path tokenFile() {
        return tokenFile;
    }

    Set<String> hosts() {
        return hosts;
    }

    boolean hideArguments() {
        return hideArguments;
    }

    private static void refuseWithout(boolean given, String option) {
        if (given) {
            throw new UsageException(option + " is only valid with --http");
        }
    }
}
