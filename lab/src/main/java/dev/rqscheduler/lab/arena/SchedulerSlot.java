/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.arena;

import dev.rqscheduler.lab.proxy.FaultyProxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A place for one scheduler process and its proxy. A process that dies is replaced under a new name, because the name of a
 * killed scheduler stays taken until its registration expires.
 */
public final class SchedulerSlot {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private final String name;
    private final Path logs;
    private final FaultyProxy proxy;
    private final List<SchedulerChild> all = new ArrayList<>();
    private SchedulerCommand command;
    private SchedulerChild current;

    SchedulerSlot(String name, SchedulerCommand command, int redisPort, Path logs) {
        this.name = name;
        this.command = command;
        this.logs = logs;
        this.proxy = FaultyProxy.start(Ports.free(), redisPort);
        this.current = next();
    }

    private SchedulerChild next() {
        String url = "redis://" + LabRedis.USER + ":" + LabRedis.PASSWORD + "@127.0.0.1:" + proxy.port() + "/0";
        SchedulerChild child = SchedulerChild.start(command, url, name + "." + (all.size() + 1), logs);
        all.add(child);
        return child;
    }

    public FaultyProxy proxy() {
        return proxy;
    }

    public synchronized SchedulerChild current() {
        return current;
    }

    /** Starts another process if the current one has exited. */
    public synchronized void ensureRunning() {
        if (!current.isAlive()) {
            current = next();
        }
    }

    /** Sets the command for processes started from now on. */
    public synchronized void command(SchedulerCommand value) {
        command = value;
    }

    /** All processes this slot has had. */
    public synchronized List<SchedulerChild> all() {
        return List.copyOf(all);
    }

    void close() throws InterruptedException {
        current().resume();
        current().end(STOP_LIMIT);
        proxy.close();
    }
}
