/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.interop;

import dev.rqscheduler.cli.Prerequisites;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A Python that has RQ. Runs RQ's workers and the tools of the folder {@code interop}. */
final class Rq {

    /** Runs each job in a process of its own, as most people do. */
    static final String FORKING_WORKER = "rq.worker.Worker";
    /** Runs jobs in the worker's process: ten times as fast. */
    static final String SIMPLE_WORKER = "rq.worker.SimpleWorker";

    static final String JSON_SERIALIZER = "rq.serializers.JSONSerializer";
    static final String PICKLE_SERIALIZER = "rq.serializers.DefaultSerializer";

    /** Without daylight saving, so that next times are not a matter of rules; and not UTC, so that a zone mistake shows. */
    static final String ZONE = "Asia/Kolkata";

    private final String python;
    private final String url;

    private Rq(String python, String url) {
        this.python = python;
        this.url = url;
    }

    /** RQ for the Redis at {@code url}; where there is none the test is skipped, and says so. */
    static Rq required(String url) {
        return new Rq(Prerequisites.python("import rq, redis", "python3-rq"), url);
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
        List<String> command = new ArrayList<>(List.of(python));
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
}
