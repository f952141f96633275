/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.fault;

import static dev.rqscheduler.lab.fault.ProcessFaults.millis;

import dev.rqscheduler.lab.arena.Arena;
import dev.rqscheduler.lab.arena.SchedulerSlot;
import dev.rqscheduler.lab.proxy.CallTrap;
import dev.rqscheduler.lab.proxy.FaultyProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Network faults between a scheduler and Redis. Half of them affect the leader alone, half all schedulers. */
final class ConnectionFaults {

    /** Approximate number of calls in a pass of the campaign; each is hit in turn. */
    private static final int CALLS_OF_A_PASS = 12;

    private static final Duration TRAP_LIMIT = Duration.ofSeconds(4);

    private ConnectionFaults() {}

    static List<FaultKind> all() {
        return List.of(
                new FaultKind(
                        "cut",
                        "connections reset, new ones accepted",
                        (turn, random) -> disturbed(turn, Duration.ZERO, FaultyProxy::cut)),
                new FaultKind(
                        "refused",
                        "connections reset and refused for up to 2 s",
                        (turn, random) -> disturbed(turn, millis(random, 100, 2_000), FaultyProxy::refuse)),
                new FaultKind(
                        "half-open",
                        "connections silently drop everything for 1 to 7 s",
                        (turn, random) -> disturbed(turn, millis(random, 1_000, 7_000), FaultyProxy::halfOpen)),
                new FaultKind("slow", "each message delayed by 1 to 500 ms, for 1 to 4 s", (turn, random) -> {
                    Duration delay = millis(random, 1, 500);
                    return disturbed(turn, millis(random, 1_000, 4_000), proxy -> proxy.delay(delay));
                }),
                new FaultKind(
                        "reply-lost",
                        "connection reset after a call ran and before its reply, each call in turn",
                        (turn, random) -> trapping(CallTrap.Action.LOSE_REPLY, turn, Duration.ZERO)),
                new FaultKind(
                        "request-lost",
                        "connection reset before a call is sent, each call in turn",
                        (turn, random) -> trapping(CallTrap.Action.LOSE_REQUEST, turn, Duration.ZERO)),
                new FaultKind(
                        "request-late",
                        "a call reaches Redis 1.2 to 3 leases late, each call in turn",
                        (turn, random) -> trapping(CallTrap.Action.HOLD_REQUEST, turn, millis(random, 1_200, 3_000))));
    }

    private static Fault disturbed(int turn, Duration duration, Consumer<FaultyProxy> disturbance) {
        return proxied(
                duration,
                arena -> turn % 2 == 0 ? List.of(arena.active()) : arena.slots(),
                proxies -> proxies.forEach(disturbance));
    }

    /** A trap in the leader's connection; the fault begins when it acts. */
    private static Fault trapping(CallTrap.Action action, int turn, Duration duration) {
        CallTrap trap = new CallTrap(action, 1 + turn % CALLS_OF_A_PASS, CallTrap::isScript);
        return proxied(duration, arena -> List.of(arena.active()), proxies -> {
            proxies.forEach(proxy -> proxy.set(trap));
            trap.awaitSprung(TRAP_LIMIT);
        });
    }

    private static Fault proxied(
            Duration duration, Function<Arena, List<SchedulerSlot>> selection, Disturbance disturbance) {
        List<FaultyProxy> proxies = new ArrayList<>();
        return Fault.lasting(
                duration,
                target -> {
                    selection.apply(target.arena()).forEach(slot -> proxies.add(slot.proxy()));
                    disturbance.apply(proxies);
                },
                target -> proxies.forEach(FaultyProxy::pass));
    }

    private interface Disturbance {
        void apply(List<FaultyProxy> proxies) throws InterruptedException;
    }
}
