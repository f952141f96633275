/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.arena;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Builds the command line of a scheduler process. */
@FunctionalInterface
public interface SchedulerCommand {

    /** Log lines as JSON, in which {@link SchedulerChild} finds events by their machine-readable names. */
    List<String> JSON_LOG = List.of("--log-format", "json");

    /**
     * A command line ready to run.
     *
     * @param environment variables to set
     */
    record Start(List<String> command, Map<String, String> environment) {

        /** A builder without the caller's own settings for schedulers; stderr goes to stdout. */
        public ProcessBuilder builder() {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().keySet().removeIf(name -> name.startsWith("RQ"));
            builder.environment().putAll(environment);
            return builder;
        }
    }

    /**
     * @param url of Redis
     * @param name of the scheduler, also of its log file
     */
    Start start(String url, String name);

    /** Returns the same command with further environment variables. */
    default SchedulerCommand with(Map<String, String> variables) {
        return (url, name) -> {
            Start plain = start(url, name);
            Map<String, String> all = new HashMap<>(plain.environment());
            all.putAll(variables);
            return new Start(plain.command(), all);
        };
    }

    /**
     * The scheduler's jar, with the JVM options of the {@code rqscheduler} script.
     *
     * @param batch maximum jobs in one script call; small batches make passes of many calls, between which faults can hit
     */
    static SchedulerCommand jar(Path jar, Duration lease, int batch) {
        return (url, name) -> {
            List<String> command = new ArrayList<>();
            command.add(java().toString());
            command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m", "-Xlog:disable"));
            Path archive = jar.resolveSibling("rqscheduler.jsa");
            if (Files.isReadable(archive)) {
                command.addAll(List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:auto"));
            }
            command.addAll(List.of("-jar", jar.toString(), "--name", name, "--wait"));
            command.addAll(List.of("--cron-zone", "UTC", "--lease", lease.toMillis() + "ms"));
            command.addAll(List.of("--batch", Integer.toString(batch)));
            command.addAll(JSON_LOG);
            return atRedis(url, command);
        };
    }

    /**
     * The script {@code rqscheduler}, as users start it.
     *
     * @param root folder of the script
     */
    static SchedulerCommand script(Path root, List<String> options) {
        return (url, name) -> {
            List<String> command = new ArrayList<>();
            command.add(root.resolve("rqscheduler").toString());
            command.addAll(options);
            return atRedis(url, command);
        };
    }

    /** The URL is not passed as an option: it may have a password, and the scheduler would warn about that. */
    private static Start atRedis(String url, List<String> command) {
        return new Start(command, Map.of("RQ_REDIS_URL", url));
    }

    /** The JVM of this process. */
    static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }
}
