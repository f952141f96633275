/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.arena;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Runs parts of an experiment side by side, each in an arena of its own. */
public final class SideBySide {

    private SideBySide() {}

    /**
     * @param atATime how many
     * @param done hears of each as it ends
     * @return what came of them, in the order in which they ended
     * @throws IllegalStateException if one of them failed; the others are interrupted
     */
    public static <T> List<T> run(List<? extends Callable<T>> parts, int atATime, Consumer<T> done)
            throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(atATime, parts.size()), task -> {
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
            throw new IllegalStateException(
                    "a part of the experiment could not be held: " + e.getCause(), e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
