/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.arena;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Runs parts of an experiment in parallel, each in its own arena. */
public final class Parallel {

    private Parallel() {}

    /**
     * @param maximum how many at a time
     * @param done called with each result, in this thread
     * @return the results, in order of completion
     * @throws IllegalStateException if a part fails; the others are interrupted
     */
    public static <T> List<T> run(List<? extends Callable<T>> parts, int maximum, Consumer<T> done)
            throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(maximum, parts.size()), task -> {
            Thread thread = new Thread(task, "arena");
            thread.setDaemon(true);
            return thread;
        });
        try {
            ExecutorCompletionService<T> ended = new ExecutorCompletionService<>(threads);
            parts.forEach(ended::submit);
            List<T> results = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                T result = ended.take().get();
                results.add(result);
                done.accept(result);
            }
            return results;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a part of the experiment failed: " + e.getCause(), e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
