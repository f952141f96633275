/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.proxy;

import dev.rqscheduler.faults.resp.Command;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the network does at present, to all links of a proxy. Thread-safe. */
final class Weather {

    private volatile Duration delay = Duration.ZERO;
    private volatile boolean swallowing;
    private volatile @Nullable CallTrap trap;

    void clear() {
        delay = Duration.ZERO;
        swallowing = false;
        CallTrap set = trap;
        trap = null;
        if (set != null) {
            set.release();
        }
    }

    void delay(Duration value) {
        delay = value;
    }

    void swallow() {
        swallowing = true;
    }

    boolean swallowing() {
        return swallowing;
    }

    void set(CallTrap newTrap) {
        trap = newTrap;
    }

    /** Takes as long as a message takes at present. */
    void travel() throws InterruptedException {
        Duration present = delay;
        if (!present.isZero()) {
            Thread.sleep(present.toMillis());
        }
    }

    /** The trap that strikes at this command, if one does. */
    Optional<CallTrap> strikes(Command command) {
        CallTrap set = trap;
        return set != null && set.springs(command) ? Optional.of(set) : Optional.empty();
    }
}
