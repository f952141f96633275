/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.interop;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * RQ as one Python has it: the Python that the environment variable {@code RQSCHEDULER_TEST_PYTHON} names, else Debian's. Runs
 * RQ's workers and the tools of the folder {@code interop}. What differs between versions of RQ is asked of {@link #version}.
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

    private static final String SETTING = "RQSCHEDULER_TEST_PYTHON";
    private static final String PYTHON = Objects.requireNonNullElse(System.getenv(SETTING), "/usr/bin/python3");
    private static final Optional<Installed> INSTALLED = Installed.at(PYTHON);

    private static final String MISSING = "skipped: " + PYTHON
            + " has no RQ (apt install python3-rq, or name a Python that has it in the environment variable " + SETTING
            + ")";

    private final String url;

    private Rq(String url) {
        this.url = url;
    }

    /**
     * RQ for the Redis at {@code url}; where there is none the test is skipped, and says so. Each test's report names the
     * version, for {@code .ci/check-reports}.
     */
    static Rq required(String url) {
        // Maven counts a skipped test, but keeps its reason to itself.
        System.out.println(INSTALLED.map(Installed::toString).orElse(MISSING));
        assumeTrue(INSTALLED.isPresent(), MISSING);
        return new Rq(url);
    }

    /** The version of RQ that runs here. */
    static Version version() {
        return INSTALLED.orElseThrow().rq();
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
        // Not by PYTHONPATH: a Python that was unpacked into a folder is started by a script that ignores it.
        line.addAll(List.of("--path", folder().toString()));
        line.addAll(more);
        line.addAll(List.of(queues));
        return start("rq worker", line);
    }

    private ChildProcess start(String name, List<String> line) {
        List<String> command = new ArrayList<>(List.of(PYTHON));
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

    /** A version of RQ, as far as tests depend on it. */
    record Version(int major, int minor) {

        boolean atLeast(int wantedMajor, int wantedMinor) {
            return major > wantedMajor || (major == wantedMajor && minor >= wantedMinor);
        }
    }

    private record Installed(Version rq, String description) {

        private static final String DESCRIBE = "import platform, redis, rq;"
                + " print(rq.__version__, f'redis-py {redis.__version__}, Python {platform.python_version()}', sep='; ')";

        /** Empty if there is no such Python, or no RQ in it. */
        static Optional<Installed> at(String python) {
            try {
                Process check = new ProcessBuilder(python, "-c", DESCRIBE)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
                if (check.waitFor() != 0) {
                    return Optional.empty();
                }
                String[] numbers = said.split("\\D+", 3);
                Version version = new Version(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
                return Optional.of(new Installed(version, "RQ " + said + "; " + python));
            } catch (IOException e) {
                return Optional.empty(); // there is no such program
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }

        @Override
        public String toString() {
            return description;
        }
    }
}
