/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.daemon;

import dev.rqscheduler.SchedulerHealth;
import dev.rqscheduler.web.health.HealthReport;
import dev.rqscheduler.web.health.HealthSource;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code /healthz} and {@code /readyz} of a scheduler process. */
final class HealthAnswers implements HealthSource {

    private final SchedulerHealth health;

    HealthAnswers(SchedulerHealth health) {
        this.health = health;
    }

    @Override
    public HealthReport alive() {
        return report(health.alive());
    }

    @Override
    public HealthReport ready() {
        return report(health.ready());
    }

    private HealthReport report(SchedulerHealth.State state) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("secondsSinceTurn", seconds(health.sinceTurn()));
        details.put("longestTurnSeconds", seconds(health.longestTurn()));
        return new HealthReport(state.ok(), state.reason(), details);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}
