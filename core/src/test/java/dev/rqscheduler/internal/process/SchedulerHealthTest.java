/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.SchedulerHealth;
import dev.rqscheduler.api.PassReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SchedulerHealthTest {

    private final AtomicLong nanos = new AtomicLong(-5);
    private final SchedulerHealth health = new SchedulerHealth(Duration.ofSeconds(40), nanos::get);

    @Test
    void aLoopThatHangsSaysSoAndForHowLong() {
        health.onRegistered();
        health.onLeading();
        after(Duration.ofSeconds(100));
        assertThat(health.alive()).isEqualTo(new SchedulerHealth.State(true, "the loop has not begun yet"));
        health.onTurn();
        after(Duration.ofSeconds(40));
        assertThat(health.alive().ok()).isTrue();
        assertThat(health.ready().ok()).isTrue();

        after(Duration.ofMillis(1));
        assertThat(health.alive())
                .isEqualTo(new SchedulerHealth.State(
                        false,
                        "the loop has not come round for 40s, and is never longer than 40s when it is well: the process"
                                + " hangs"));
        assertThat(health.ready().ok()).isFalse();

        health.onTurn();
        after(Duration.ofMillis(250));
        assertThat(health.alive()).isEqualTo(new SchedulerHealth.State(true, "the loop came round 250ms ago"));
    }

    /** A new start would not bring Redis back. */
    @Test
    void aRedisThatIsAwayIsNotReadyButAlive() {
        assertThat(health.ready()).isEqualTo(new SchedulerHealth.State(false, "it is starting"));
        health.onRegistered();
        health.onStandby("\"other\"");
        assertThat(health.ready())
                .isEqualTo(new SchedulerHealth.State(true, "it stands by: the lock is held by \"other\""));

        health.onRedisAway("no connection");
        after(Duration.ofSeconds(12));
        health.onTurn();
        assertThat(health.ready())
                .isEqualTo(new SchedulerHealth.State(false, "Redis cannot be used: no connection, for 12s"));
        assertThat(health.alive().ok()).isTrue();

        health.onRedisBack(Duration.ofSeconds(12));
        assertThat(health.ready().ok()).isTrue();
        health.onStopping();
        assertThat(health.ready()).isEqualTo(new SchedulerHealth.State(false, "it is stopping"));
        assertThat(health.alive().ok()).isTrue();
    }

    @Test
    void faultsUntilAPassSucceeds() {
        health.onRegistered();
        health.onLeading();
        health.onFault(new IllegalStateException("odd"));
        health.onFault(new IllegalStateException("odder"));
        assertThat(health.ready().reason()).contains("passes fail unexpectedly").contains("odd,");
        health.onPass(new PassReport(Instant.EPOCH, Duration.ZERO, Duration.ZERO, 0, 0, Optional.empty()));
        assertThat(health.ready()).isEqualTo(new SchedulerHealth.State(true, "it leads"));
    }

    private void after(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
