/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.watch;

import dev.rqscheduler.faults.arena.Admin;
import java.time.Duration;
import java.util.List;

/** Feels whether jobs are moved. */
public final class Pulse {

    private static final List<String> QUEUES = List.of("default", "high", "low");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Admin admin;

    public Pulse(Admin admin) {
        this.admin = admin;
    }

    /** Waits for a move; gives up after a while, as the account will tell what it was about. */
    public void awaitMove() throws InterruptedException {
        long start = System.nanoTime();
        long before = moved();
        while (moved() == before && System.nanoTime() - start < PATIENCE.toNanos()) {
            Thread.sleep(10);
        }
    }

    /** How many jobs are in the queues. Nobody takes them out. */
    public long moved() {
        long sum = 0;
        for (String queue : QUEUES) {
            sum += admin.number("LLEN", "rq:queue:" + queue);
        }
        return sum;
    }
}
