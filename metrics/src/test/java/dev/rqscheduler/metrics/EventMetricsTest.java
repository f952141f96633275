/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.api.Outcome;
import dev.rqscheduler.api.PassReport;
import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.RedisException;
import dev.rqscheduler.api.SchedulerListener;
import dev.rqscheduler.api.ZoneRulesReport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which events of a scheduler change which meters: one that is not forwarded would be lost without a trace. */
class EventMetricsTest {

    private static final Instant AT = Instant.ofEpochSecond(1_700_000_000);

    /** What changes a meter, and the meter that it changes. */
    private static final Map<String, Event> COUNTED = Map.ofEntries(
            Map.entry("onOutcome", new Event("rqscheduler.jobs.evicted", on -> on.onOutcome(evicted()))),
            Map.entry("onTurn", new Event("rqscheduler.last.turn.timestamp", SchedulerListener::onTurn)),
            Map.entry("onPass", new Event("rqscheduler.pass.duration", on -> on.onPass(pass()))),
            Map.entry("onScript", new Event("rqscheduler.script.duration", on -> on.onScript(Duration.ofMillis(1)))),
            Map.entry("onLeading", new Event("rqscheduler.leader.changes", SchedulerListener::onLeading)),
            Map.entry("onLease", new Event("rqscheduler.leader", EventMetricsTest::lease)),
            Map.entry("onLeaseLost", new Event("rqscheduler.leases.lost", on -> on.onLeaseLost("taken"))),
            Map.entry("onRedisError", new Event("rqscheduler.redis.errors", on -> on.onRedisError(unreachable()))),
            Map.entry("onFault", new Event("rqscheduler.pass.faults", on -> on.onFault(new IllegalStateException()))),
            Map.entry("onZoneRules", new Event("rqscheduler.zone.rules.moved", on -> on.onZoneRules(moved(3)))),
            Map.entry("onReconnect", new Event("rqscheduler.redis.reconnects", on -> on.onReconnect(2))),
            Map.entry("onStopping", new Event("rqscheduler.leader", SchedulerListener::onStopping)));

    /** What the log says, and no meter. */
    private static final Set<String> NOT_COUNTED = Set.of(
            "onRegistered", "onStandby", "onRedisAway", "onRedisBack", "onTzdata", "onZoneRulesRefused", "onIdle");

    private record Event(String meter, Consumer<SchedulerListener> happens) {}

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final SchedulerMetrics metrics = SchedulerMetrics.on(registry, RedisConfig.parse("redis://127.0.0.1:1/0"));

    @AfterEach
    void close() {
        metrics.close();
    }

    static Stream<String> counted() {
        return COUNTED.keySet().stream().sorted();
    }

    @Test
    void everyEvent_isCountedOrKnownNotToBe() {
        assertThat(Arrays.stream(SchedulerListener.class.getMethods())
                        .filter(method -> !Modifier.isStatic(method.getModifiers()))
                        .map(Method::getName))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(counted(), NOT_COUNTED.stream()).toList());
    }

    @ParameterizedTest
    @MethodSource("counted")
    void countedEvent_changesItsMeter(String name) {
        Event event = Objects.requireNonNull(COUNTED.get(name));
        if (name.equals("onStopping")) {
            lease(metrics);
        }
        List<String> before = values(event.meter());

        event.happens().accept(metrics);

        assertThat(values(event.meter())).isNotEqualTo(before);
    }

    @Test
    void onZoneRules_countsTheNextRunsThatMoved() {
        metrics.onZoneRules(moved(3));
        metrics.onZoneRules(moved(4));

        assertThat(registry.get("rqscheduler.zone.rules.moved").counter().count())
                .isEqualTo(7);
    }

    /** All values of the meters of this name, by their labels. */
    private List<String> values(String meter) {
        return registry.get(meter).meters().stream()
                .map(found -> found.getId().getTags() + " "
                        + found.measure().iterator().next().getValue())
                .sorted()
                .toList();
    }

    private static void lease(SchedulerListener on) {
        on.onLease(Duration.ofMinutes(5), Duration.ZERO);
    }

    private static Outcome evicted() {
        return new Outcome.Evicted("id", AT, "full");
    }

    private static PassReport pass() {
        return new PassReport(AT, Duration.ofMillis(1), Duration.ofMillis(1), 0, 0, Optional.empty());
    }

    private static RedisException unreachable() {
        return new RedisException(RedisException.Kind.UNREACHABLE, "gone", null);
    }

    private static ZoneRulesReport moved(int count) {
        return new ZoneRulesReport("Europe/Berlin", Optional.empty(), Optional.empty(), count, "id", AT, AT);
    }
}
