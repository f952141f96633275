/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.interop;

import dev.rqscheduler.cli.Prerequisites;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * RQ as one Python has it: the one that {@link Prerequisites#python} finds. Runs RQ's workers and the tools of the folder
 * {@code interop}. What differs between versions of RQ is asked of {@link #version}.
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

    private static final Map<String, Installed> INSTALLED = new ConcurrentHashMap<>();

    private final String python;
    private final String url;

    private Rq(String python, String url) {
        this.python = python;
        this.url = url;
    }

    /**
     * RQ for the Redis at {@code url}; where there is none the test is skipped, and says so. Each test's report names the
     * version, for {@code .ci/check-reports}.
     */
    static Rq required(String url) {
        Installed installed = installed();
        System.out.println(installed.description());
        return new Rq(installed.python(), url);
    }

    /** The version of RQ that runs here. */
    static Version version() {
        return installed().rq();
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

    /** Starts {@code interop/<name>.py}, which needs no Redis. */
    ChildProcess file(String name) {
        return start(name, List.of(name + ".py"));
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
        // Not by PYTHONPATH: a Python that was unpacked into a folder is started by a script that ignores it.
        line.addAll(List.of("--path", folder().toString()));
        line.addAll(more);
        line.addAll(List.of(queues));
        return start("rq worker", line);
    }

    private ChildProcess start(String name, List<String> line) {
        List<String> command = new ArrayList<>(List.of(python));
        command.addAll(line);
        var folder = folder();
        var environment = Map.of(
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

    private static Installed installed() {
        return INSTALLED.computeIfAbsent(Prerequisites.python("import rq, redis", "python3-rq"), Installed::at);
    }

    /** A version of RQ, as far as tests depend on it. */
    record Version(int major, int minor) {

        boolean atLeast(int wantedMajor, int wantedMinor) {
            return major > wantedMajor || (major == wantedMajor && minor >= wantedMinor);
        }
    }

    private record Installed(String python, Version rq, String description) {

        private static final String DESCRIBE = "import platform, redis, rq;"
                + " print(rq.__version__, f'redis-py {redis.__version__}, Python {platform.python_version()}', sep='; ')";

        static Installed at(String python) {
            try {
                Process check = new ProcessBuilder(python, "-c", DESCRIBE)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
                String[] numbers = said.split("\\D+", 3);
                var version = new Version(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
                return new Installed(python, version, "RQ " + said + "; " + python);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
