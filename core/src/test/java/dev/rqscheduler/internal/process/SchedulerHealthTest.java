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
        assertThat(health.alive()).isEqualTo(new SchedulerHealth.State(true, "the loop has not started yet"));
        health.onTurn();
        after(Duration.ofSeconds(40));
        assertThat(health.alive().ok()).isTrue();
        assertThat(health.ready().ok()).isTrue();

        after(Duration.ofMillis(1));
        assertThat(health.alive())
                .isEqualTo(new SchedulerHealth.State(
                        false, "no loop iteration for 40s, expected at least every 40s: the process hangs"));
        assertThat(health.ready().ok()).isFalse();

        health.onTurn();
        after(Duration.ofMillis(250));
        assertThat(health.alive()).isEqualTo(new SchedulerHealth.State(true, "last loop iteration 250ms ago"));
    }

    /** A new start would not bring Redis back. */
    @Test
    void aRedisThatIsAwayIsNotReadyButAlive() {
        assertThat(health.ready()).isEqualTo(new SchedulerHealth.State(false, "starting"));
        health.onRegistered();
        health.onStandby("\"other\"");
        assertThat(health.ready())
                .isEqualTo(new SchedulerHealth.State(true, "standing by: the lock is held by \"other\""));

        health.onRedisAway("no connection");
        after(Duration.ofSeconds(12));
        health.onTurn();
        assertThat(health.ready())
                .isEqualTo(new SchedulerHealth.State(false, "Redis unavailable: no connection, for 12s"));
        assertThat(health.alive().ok()).isTrue();

        health.onRedisBack(Duration.ofSeconds(12));
        assertThat(health.ready().ok()).isTrue();
        health.onStopping();
        assertThat(health.ready()).isEqualTo(new SchedulerHealth.State(false, "stopping"));
        assertThat(health.alive().ok()).isTrue();
    }

    @Test
    void faultsUntilAPassSucceeds() {
        health.onRegistered();
        health.onLeading();
        health.onFault(new IllegalStateException("odd"));
        health.onFault(new IllegalStateException("odder"));
        assertThat(health.ready().reason())
                .contains("passes are failing unexpectedly")
                .contains("odd,");
        health.onPass(new PassReport(Instant.EPOCH, Duration.ZERO, Duration.ZERO, 0, 0, Optional.empty()));
        assertThat(health.ready()).isEqualTo(new SchedulerHealth.State(true, "leading"));
    }

    private void after(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
