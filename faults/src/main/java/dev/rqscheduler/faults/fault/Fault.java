/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.fault;

import dev.rqscheduler.faults.arena.Arena;
import java.time.Duration;

/** One thing that goes wrong, once. Injected and healed by one thread. */
public interface Fault {

    /** Makes it happen, or begin. */
    void inject(Stage stage) throws InterruptedException;

    /** How long it lasts, from the end of {@link #inject}; zero for what is over at once. */
    default Duration lasts() {
        return Duration.ZERO;
    }

    /** Puts right what does not come right by itself. All posts are filled with schedulers again after it, anyway. */
    default void heal(Stage stage) throws InterruptedException {}

    /** A fault that is over as soon as it is there. */
    static Fault once(Injection injection) {
        return injection::into;
    }

    /** A fault that lasts. */
    static Fault lasting(Duration lasts, Injection injection, Injection healing) {
        return new Fault() {
            @Override
            public void inject(Stage stage) throws InterruptedException {
                injection.into(stage);
            }

            @Override
            public Duration lasts() {
                return lasts;
            }

            @Override
            public void heal(Stage stage) throws InterruptedException {
                healing.into(stage);
            }
        };
    }

    /** Something to do to an arena. */
    @FunctionalInterface
    interface Injection {
        void into(Stage stage) throws InterruptedException;
    }

    /**
     * What a fault can lay its hands on.
     *
     * @param poison schedules jobs that cannot be moved, due at once
     */
    record Stage(Arena arena, Runnable poison) {}
}
