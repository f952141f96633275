/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.load;

/** A daemon thread that repeats a step until it is stopped, interrupted, or the step fails. */
public final class StepThread implements AutoCloseable {

    private final Thread thread;
    private final Step step;
    private volatile boolean stopping;
    private volatile String failure = "";

    /** Something to do repeatedly. */
    @FunctionalInterface
    public interface Step {
        void run() throws InterruptedException;
    }

    public StepThread(String name, Step step) {
        this.thread = new Thread(this::repeat, name);
        this.step = step;
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    private void repeat() {
        try {
            while (!stopping) {
                step.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = thread.getName() + ": " + e;
            throw e;
        }
    }

    /** The failure that ended the thread; empty if there was none. */
    public String failure() {
        return failure;
    }

    /** Asks the thread to stop after the current step. */
    public void requestStop() {
        stopping = true;
    }

    /** Stops the thread after the current step and waits for it. */
    public void stop() throws InterruptedException {
        requestStop();
        thread.join();
    }

    /** Interrupts the thread. */
    @Override
    public void close() {
        requestStop();
        thread.interrupt();
    }
}
