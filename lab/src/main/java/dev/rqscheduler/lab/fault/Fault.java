/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.fault;

import dev.rqscheduler.lab.arena.Arena;
import java.time.Duration;

/** A single fault, injected and healed by one thread. */
public interface Fault {

    /** Injects the fault. */
    void inject(Target target) throws InterruptedException;

    /** Duration from the end of {@link #inject}; zero for a fault that is over immediately. */
    default Duration duration() {
        return Duration.ZERO;
    }

    /** Undoes what does not recover on its own. Schedulers that have exited are replaced afterwards in any case. */
    default void heal(Target target) throws InterruptedException {}

    /** A fault that is over immediately. */
    static Fault once(Action injection) {
        return injection::apply;
    }

    /** A fault that lasts for a while. */
    static Fault lasting(Duration duration, Action injection, Action healing) {
        return new Fault() {
            @Override
            public void inject(Target target) throws InterruptedException {
                injection.apply(target);
            }

            @Override
            public Duration duration() {
                return duration;
            }

            @Override
            public void heal(Target target) throws InterruptedException {
                healing.apply(target);
            }
        };
    }

    /** Something done to an arena. */
    @FunctionalInterface
    interface Action {
        void apply(Target target) throws InterruptedException;
    }

    /**
     * What a fault can act on.
     *
     * @param poison schedules jobs that cannot be moved, due immediately
     */
    record Target(Arena arena, Runnable poison) {}
}
