/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.arena;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;

/** One Redis and the scheduler processes that work on it. All files are below a temporary folder. */
public final class Arena implements Closeable {

    private final Path folder;
    private final ArenaRedis redis;
    private final SchedulerCommand command;
    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private final List<SchedulerChild> retired = new CopyOnWriteArrayList<>();
    private final int regulars;

    private Arena(Path folder, ArenaRedis redis, SchedulerCommand command, int schedulers) {
        this.folder = folder;
        this.redis = redis;
        this.command = command;
        this.regulars = schedulers;
    }

    /**
     * Starts Redis, and then the schedulers.
     *
     * @param schedulers how many; the first to get the lock leads, the others stand by
     */
    public static Arena open(SchedulerCommand command, int schedulers) throws InterruptedException {
        return open(command, schedulers, ArenaRedis::recording);
    }

    /** As {@link #open(SchedulerCommand, int)}, with a Redis that keeps nothing. */
    public static Arena inMemory(SchedulerCommand command, int schedulers) throws InterruptedException {
        return open(command, schedulers, ArenaRedis::inMemory);
    }

    private static Arena open(SchedulerCommand command, int schedulers, Function<Path, ArenaRedis> redis)
            throws InterruptedException {
        try {
            Path folder = Files.createTempDirectory("rqscheduler-faults-");
            ArenaRedis started = redis.apply(Files.createDirectory(folder.resolve("redis")));
            Arena arena = new Arena(folder, started, command, schedulers);
            for (int i = 0; i < schedulers; i++) {
                arena.addPost();
            }
            arena.awaitReady();
            return arena;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a temporary folder", e);
        }
    }

    /** Waits until each scheduler leads or stands by. */
    public void awaitReady() throws InterruptedException {
        for (Post post : posts) {
            post.current().awaitReady();
        }
    }

    public ArenaRedis redis() {
        return redis;
    }

    public SchedulerCommand command() {
        return command;
    }

    public List<Post> posts() {
        return List.copyOf(posts);
    }

    /** One more scheduler, until {@link #removeExtras()}. */
    public Post addPost() {
        Post post = new Post("s" + (posts.size() + retired.size() + 1), command, redis.port(), folder);
        posts.add(post);
        return post;
    }

    /** Ends all but those that were there at the start. */
    public void removeExtras() throws InterruptedException {
        for (Post post : posts.subList(regulars, posts.size()).stream().toList()) {
            post.close();
            retired.addAll(post.all());
            posts.remove(post);
        }
    }

    /** The post whose scheduler has the lock, as Redis says; empty if it is free, foreign, or Redis cannot be asked. */
    public Optional<Post> holder() {
        String token;
        try {
            token = redis.admin().text("GET", "rq:scheduler_lock").orElse("");
        } catch (redis.clients.jedis.exceptions.JedisException e) {
            return Optional.empty();
        }
        return posts.stream()
                .filter(post -> token.startsWith("rqscheduler:" + post.current().name() + ":"))
                .findFirst();
    }

    /** The one that leads, or else any. */
    public Post active() {
        return holder().orElseGet(() -> posts.get(0));
    }

    /** One that does not lead. */
    public Post standby() {
        Post active = active();
        return posts.stream().filter(post -> post != active).findFirst().orElse(active);
    }

    /** Fills all posts, as a supervisor of processes would. */
    public void fillPosts() {
        posts.forEach(Post::fill);
    }

    /** All scheduler processes there have been. */
    public List<SchedulerChild> children() {
        return Stream.concat(retired.stream(), posts.stream().flatMap(post -> post.all().stream()))
                .toList();
    }

    /** Ends the schedulers in order. */
    public void endSchedulers() throws InterruptedException {
        for (Post post : posts) {
            post.close();
        }
    }

    @Override
    public void close() {
        try {
            for (SchedulerChild child : children()) {
                child.kill();
            }
            posts.forEach(post -> post.proxy().close());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            redis.close();
            delete(folder);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }
}
