/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.arena;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The product: its jar, started as the {@code rqscheduler} script starts it. */
public final class RealScheduler implements SchedulerCommand {

    private final Path jar;
    private final Duration lease;
    private final int batch;
    private final Map<String, String> environment;

    /**
     * @param batch most jobs in one script call; small ones make for passes of many calls, between which faults can hit
     */
    public RealScheduler(Path jar, Duration lease, int batch) {
        this(jar, lease, batch, Map.of());
    }

    private RealScheduler(Path jar, Duration lease, int batch, Map<String, String> environment) {
        this.jar = jar;
        this.lease = lease;
        this.batch = batch;
        this.environment = environment;
    }

    /** The same with other environment variables. */
    public RealScheduler with(Map<String, String> variables) {
        return new RealScheduler(jar, lease, batch, variables);
    }

    @Override
    public Start start(String url, String name) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m", "-Xlog:disable"));
        Path archive = jar.resolveSibling("rqscheduler.jsa");
        if (Files.isReadable(archive)) {
            command.addAll(List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:auto"));
        }
        command.addAll(List.of("-jar", jar.toString(), "--name", name, "--wait"));
        command.addAll(List.of("--cron-zone", "UTC", "--lease", lease.toMillis() + "ms"));
        command.addAll(List.of("--batch", Integer.toString(batch)));
        // Not as an option: there is a password in it, and the scheduler would warn of that.
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("RQ_REDIS_URL", url);
        return new Start(command, variables);
    }
}
