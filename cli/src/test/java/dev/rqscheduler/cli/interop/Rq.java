/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.interop;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Python that has RQ: the one that the environment variable {@code RQSCHEDULER_PYTHON} names, else {@code python3} on
 * PATH, else Debian's. Runs RQ's workers and the tools of the folder {@code interop}.
 */
final class Rq {

    /** Runs each job in a process of its own, as most people do. */
    static final String FORKING_WORKER = "rq.worker.Worker";
    /** Runs jobs in the worker's process: ten times as fast. */
    static final String SIMPLE_WORKER = "rq.worker.SimpleWorker";

    static final String JSON_SERIALIZER = "rq.serializers.JSONSerializer";
    static final String PICKLE_SERIALIZER = "rq.serializers.DefaultSerializer";

    /** Without daylight saving, so that next times are not a matter of rules; and not UTC, so that a zone mistake shows. */
    static final String ZONE = "Asia/Kolkata";

    private static final String SETTING = "RQSCHEDULER_PYTHON";
    private static final Optional<String> PYTHON = Stream.of(
                    Optional.ofNullable(System.getenv(SETTING)),
                    Optional.of("python3"),
                    Optional.of("/usr/bin/python3"))
            .flatMap(Optional::stream)
            .filter(Rq::canImportRq)
            .findFirst();

    private static final String MISSING =
            "skipped: no Python with RQ (apt install python3-rq, or name one in the environment" + " variable "
                    + SETTING + ")";

    private final String url;

    private Rq(String url) {
        this.url = url;
    }

    /** RQ for the Redis at {@code url}; where there is none the test is skipped, and says so. */
    static Rq required(String url) {
        if (PYTHON.isEmpty()) {
            // Maven counts a skipped test, but keeps its reason to itself.
            System.out.println(MISSING);
        }
        assumeTrue(PYTHON.isPresent(), MISSING);
        return new Rq(url);
    }

    /** Starts {@code interop/<tool>.py} with {@code --url} and the arguments. */
    ChildProcess tool(String tool, String command, String... args) {
        List<String> line = new ArrayList<>(List.of(tool + ".py"));
        if (!command.isEmpty()) {
            line.add(command);
        }
        line.addAll(List.of("--url", url));
        line.addAll(List.of(args));
        return start(tool + " " + command, line);
    }

    /** Runs a script as it would be pasted into a file, with the server in REDIS_URL. */
    ChildProcess script(String python) {
        return start("script", List.of("-c", python));
    }

    /** Starts a worker that ends when its queues are empty. */
    ChildProcess burstWorker(String workerClass, String serializer, String... queues) {
        return worker(workerClass, serializer, List.of("--burst", "--quiet"), queues);
    }

    /** Starts a worker that goes on. */
    ChildProcess worker(String workerClass, String... queues) {
        return worker(workerClass, PICKLE_SERIALIZER, List.of(), queues);
    }

    private ChildProcess worker(String workerClass, String serializer, List<String> more, String... queues) {
        List<String> line = new ArrayList<>(List.of("-m", "rq.cli", "worker", "--url", url));
        line.addAll(List.of("--worker-class", workerClass, "--serializer", serializer));
        line.addAll(more);
        line.addAll(List.of(queues));
        return start("rq worker", line);
    }

    private ChildProcess start(String name, List<String> line) {
        List<String> command = new ArrayList<>(List.of(PYTHON.orElseThrow()));
        command.addAll(line);
        var folder = folder();
        var environment = Map.of(
                "PYTHONPATH",
                folder.toString(),
                "PYTHONDONTWRITEBYTECODE",
                "1",
                "PYTHONIOENCODING",
                "utf-8",
                "LC_ALL",
                "C.UTF-8",
                "REDIS_URL",
                url,
                "TZ",
                ZONE);
        return ChildProcess.start(name, folder, environment, command);
    }

    /** The folder {@code interop} of the project; Maven runs the tests of a module with its folder as {@code basedir}. */
    private static Path folder() {
        return Path.of(Objects.requireNonNullElse(System.getProperty("basedir"), "cli"))
                .toAbsolutePath()
                .resolveSibling("interop");
    }

    private static boolean canImportRq(String python) {
        try {
            var check = new ProcessBuilder(python, "-c", "from rq import Worker; from redis import Redis")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return check.waitFor(1, TimeUnit.MINUTES) && check.exitValue() == 0;
        } catch (IOException e) {
            return false; // there is no such program
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
