/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.arena;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import redis.clients.jedis.exceptions.JedisException;

/** One Redis and the scheduler processes that work on it. All files are in a temporary folder. */
public final class Arena implements Closeable {

    /** The queues of all jobs of a campaign. Nothing takes jobs out of them. */
    public static final List<String> QUEUES = List.of("default", "high", "low");

    private static final Duration MOVE_LIMIT = Duration.ofSeconds(20);

    private final Path folder;
    private final LabRedis redis;
    private final SchedulerCommand command;
    private final List<SchedulerSlot> slots = new CopyOnWriteArrayList<>();
    private final List<SchedulerChild> retired = new CopyOnWriteArrayList<>();
    private final int regulars;

    private Arena(Path folder, LabRedis redis, SchedulerCommand command, int schedulers) {
        this.folder = folder;
        this.redis = redis;
        this.command = command;
        this.regulars = schedulers;
    }

    /**
     * Starts a Redis that records every write, and then the schedulers.
     *
     * @param schedulers how many; the first to acquire the lock is leader, the others are standby
     */
    public static Arena open(SchedulerCommand command, int schedulers) throws InterruptedException {
        return open(command, schedulers, folder -> LabRedis.recording(folder.resolve("redis")));
    }

    /** As {@link #open(SchedulerCommand, int)}, with a Redis without persistence. */
    public static Arena inMemory(SchedulerCommand command, int schedulers) throws InterruptedException {
        return open(command, schedulers, folder -> LabRedis.inMemory());
    }

    private static Arena open(SchedulerCommand command, int schedulers, Function<Path, LabRedis> redis)
            throws InterruptedException {
        Path folder = temporaryFolder("rqscheduler-faults-");
        Arena arena = new Arena(folder, redis.apply(folder), command, schedulers);
        for (int i = 0; i < schedulers; i++) {
            arena.addSlot();
        }
        arena.awaitReady();
        return arena;
    }

    /** Waits until each scheduler is leader or standby. */
    public void awaitReady() throws InterruptedException {
        for (SchedulerSlot slot : slots) {
            slot.current().awaitReady();
        }
    }

    public LabRedis redis() {
        return redis;
    }

    public SchedulerCommand command() {
        return command;
    }

    public List<SchedulerSlot> slots() {
        return List.copyOf(slots);
    }

    /** Adds a scheduler, until {@link #removeExtras()}. */
    public SchedulerSlot addSlot() {
        SchedulerSlot slot =
                new SchedulerSlot("s" + (slots.size() + retired.size() + 1), command, redis.port(), folder);
        slots.add(slot);
        return slot;
    }

    /** Stops all schedulers but those started with the arena. */
    public void removeExtras() throws InterruptedException {
        for (SchedulerSlot slot : slots.subList(regulars, slots.size()).stream().toList()) {
            slot.close();
            retired.addAll(slot.all());
            slots.remove(slot);
        }
    }

    /** The slot whose scheduler holds the lock in Redis; empty if the lock is free or foreign, or Redis does not answer. */
    public Optional<SchedulerSlot> holder() {
        String token;
        try {
            token = redis.admin().text("GET", "rq:scheduler_lock").orElse("");
        } catch (JedisException e) {
            return Optional.empty();
        }
        return slots.stream()
                .filter(slot -> token.startsWith("rqscheduler:" + slot.current().name() + ":"))
                .findFirst();
    }

    /** The leader, or any scheduler if there is none. */
    public SchedulerSlot active() {
        return holder().orElseGet(() -> slots.get(0));
    }

    /** A scheduler that is not leader. */
    public SchedulerSlot standby() {
        SchedulerSlot active = active();
        return slots.stream().filter(slot -> slot != active).findFirst().orElse(active);
    }

    /** Replaces processes that have exited, as a process supervisor would. */
    public void ensureRunning() {
        slots.forEach(SchedulerSlot::ensureRunning);
    }

    /** All scheduler processes so far. */
    public List<SchedulerChild> children() {
        return Stream.concat(retired.stream(), slots.stream().flatMap(slot -> slot.all().stream()))
                .toList();
    }

    /** How many jobs are in the queues. */
    public long moved() {
        return QUEUES.stream()
                .mapToLong(queue -> redis.admin().number("LLEN", "rq:queue:" + queue))
                .sum();
    }

    /** Waits for a move, for 20 seconds at most: if there is none, the account will show why. */
    public void awaitMove() throws InterruptedException {
        long start = System.nanoTime();
        long before = moved();
        while (moved() == before && System.nanoTime() - start < MOVE_LIMIT.toNanos()) {
            Thread.sleep(10);
        }
    }

    /** Stops the schedulers cleanly. */
    public void stopSchedulers() throws InterruptedException {
        for (SchedulerSlot slot : slots) {
            slot.close();
        }
    }

    @Override
    public void close() {
        try {
            for (SchedulerChild child : children()) {
                child.kill();
            }
            slots.forEach(slot -> slot.proxy().close());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            redis.close();
            delete(folder);
        }
    }

    /** A new temporary folder. */
    public static Path temporaryFolder(String prefix) {
        try {
            return Files.createTempDirectory(prefix);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create a temporary folder", e);
        }
    }

    /** Deletes a folder and everything in it. */
    public static void delete(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }
}
