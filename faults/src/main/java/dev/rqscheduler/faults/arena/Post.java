/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.arena;

import dev.rqscheduler.faults.proxy.FaultyProxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A place for a scheduler process, with its proxy: whoever dies there is followed by another one, under a new name, as the
 * name of one that was killed stays taken until its registration expires.
 */
public final class Post {

    private final String name;
    private final Path logs;
    private final FaultyProxy proxy;
    private final List<SchedulerChild> all = new ArrayList<>();
    private SchedulerCommand command;
    private SchedulerChild current;

    Post(String name, SchedulerCommand command, int redisPort, Path logs) {
        this.name = name;
        this.command = command;
        this.logs = logs;
        this.proxy = FaultyProxy.start(Ports.free(), redisPort);
        this.current = next();
    }

    private SchedulerChild next() {
        String url = "redis://" + ArenaRedis.USER + ":" + ArenaRedis.PASSWORD + "@127.0.0.1:" + proxy.port() + "/0";
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

    /** Starts another one if the last has ended. */
    public synchronized void fill() {
        if (!current.isAlive()) {
            current = next();
        }
    }

    /** Those that come after the present one are started so. */
    public synchronized void command(SchedulerCommand value) {
        command = value;
    }

    /** All that have been here. */
    public synchronized List<SchedulerChild> all() {
        return List.copyOf(all);
    }

    void close() throws InterruptedException {
        current().resume();
        current().end(java.time.Duration.ofSeconds(5));
        proxy.close();
    }
}
