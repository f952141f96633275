/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.fault;

import dev.rqscheduler.lab.arena.Arena;
import dev.rqscheduler.lab.arena.SchedulerChild;
import dev.rqscheduler.lab.arena.SchedulerSlot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Schedulers that die, hang, or start in large numbers. */
final class ProcessFaults {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);
    private static final int EXTRAS = 5;

    private ProcessFaults() {}

    static List<FaultKind> all() {
        return List.of(
                kill("kill-active", "kill -9 of the leader", arena -> List.of(arena.active())),
                kill("kill-standby", "kill -9 of the standby", arena -> List.of(arena.standby())),
                kill("kill-all", "kill -9 of all schedulers", Arena::slots),
                term("term-active", "SIGTERM to the leader", arena -> List.of(arena.active())),
                term("term-standby", "SIGTERM to the standby", arena -> List.of(arena.standby())),
                term("term-all", "SIGTERM to all schedulers", Arena::slots),
                new FaultKind(
                        "stop-active",
                        "SIGSTOP of the leader for 1.2 to 3.5 leases, then SIGCONT",
                        ProcessFaults::stop),
                new FaultKind(
                        "start-many",
                        EXTRAS + " more schedulers started and stopped together",
                        ProcessFaults::startMany),
                new FaultKind(
                        "rolling",
                        "each scheduler cleanly stopped and replaced, one after the other",
                        ProcessFaults::rolling));
    }

    private static FaultKind kill(String name, String what, Function<Arena, List<SchedulerSlot>> selection) {
        return new FaultKind(name, what, (turn, random) -> {
            Duration downtime = millis(random, 0, 1_500);
            return Fault.lasting(
                    downtime,
                    target -> {
                        for (SchedulerSlot slot : selection.apply(target.arena())) {
                            slot.current().kill();
                        }
                    },
                    target -> {});
        });
    }

    private static FaultKind term(String name, String what, Function<Arena, List<SchedulerSlot>> selection) {
        return new FaultKind(name, what, (turn, random) -> {
            Duration downtime = millis(random, 0, 1_000);
            return Fault.lasting(
                    downtime,
                    target -> {
                        List<SchedulerSlot> slots = selection.apply(target.arena());
                        slots.forEach(slot -> slot.current().terminate());
                        for (SchedulerSlot slot : slots) {
                            slot.current().end(STOP_LIMIT);
                        }
                    },
                    target -> {});
        });
    }

    /** Suspends the leader for longer than its lease, which is one second in a campaign. */
    private static Fault stop(int turn, RandomGenerator random) {
        List<SchedulerChild> stopped = new ArrayList<>();
        return Fault.lasting(
                millis(random, 1_200, 3_500),
                target -> {
                    stopped.add(target.arena().active().current());
                    stopped.forEach(SchedulerChild::suspend);
                },
                target -> stopped.forEach(SchedulerChild::resume));
    }

    private static Fault startMany(int turn, RandomGenerator random) {
        return Fault.lasting(
                millis(random, 500, 2_500),
                target -> {
                    for (int i = 0; i < EXTRAS; i++) {
                        target.arena().addSlot();
                    }
                },
                target -> target.arena().removeExtras());
    }

    private static Fault rolling(int turn, RandomGenerator random) {
        return Fault.once(target -> {
            for (SchedulerSlot slot : target.arena().slots()) {
                slot.current().end(STOP_LIMIT);
                slot.ensureRunning();
                Thread.sleep(random.nextInt(300, 1_500));
            }
        });
    }

    static Duration millis(RandomGenerator random, int minimum, int maximum) {
        return Duration.ofMillis(random.nextInt(minimum, maximum + 1));
    }
}
