/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.store;

/** Thrown if we do not (or no longer) hold the lock: Redis moved nothing. */
public final class LeaseLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String holder;

    public LeaseLostException(String holder) {
        super(holder.isEmpty() ? "the lock is gone" : "the lock is held by " + holder);
        this.holder = holder;
    }

    /** Returns the lock's value, empty if there is no lock. */
    public String holder() {
        return holder;
    }
}
