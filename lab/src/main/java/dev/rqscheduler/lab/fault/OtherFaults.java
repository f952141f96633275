/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.fault;

import static dev.rqscheduler.lab.fault.ProcessFaults.millis;

import dev.rqscheduler.lab.arena.Admin;
import dev.rqscheduler.lab.arena.SchedulerCommand;
import dev.rqscheduler.lab.arena.SchedulerSlot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Foreign writers of the lock, wrong clocks and bad jobs. */
final class OtherFaults {

    private static final String LOCK = "rq:scheduler_lock";

    private OtherFaults() {}

    static List<FaultKind> all() {
        List<FaultKind> kinds = new ArrayList<>(List.of(
                new FaultKind(
                        "lock-deleted",
                        "the lock deleted, as Python does at the end of a pass that took too long",
                        (turn, random) -> Fault.once(
                                target -> target.arena().redis().admin().insist("DEL", LOCK))),
                new FaultKind(
                        "lock-stolen",
                        "the lock overwritten and later deleted by another client",
                        OtherFaults::stolenLock),
                new FaultKind(
                        "poison",
                        "a job of each kind that cannot be moved, among good ones",
                        (turn, random) -> Fault.once(target -> target.poison().run()))));
        fakeClock().ifPresent(library -> {
            kinds.add(wrongClock("clock-ahead", "+10m", library));
            kinds.add(wrongClock("clock-behind", "-10m", library));
        });
        return List.copyOf(kinds);
    }

    /** Takes the lock as Python's process does: the time on its clock as value, with an expiry. */
    private static Fault stolenLock(int turn, RandomGenerator random) {
        boolean expires = random.nextBoolean();
        Duration duration = expires ? Duration.ofMillis(1_100) : millis(random, 50, 1_500);
        return Fault.lasting(
                duration,
                target -> {
                    Admin admin = target.arena().redis().admin();
                    String now = Long.toString(Instant.now().getEpochSecond());
                    admin.insist("SET", LOCK, now + ".25", "EX", expires ? "1" : "11");
                },
                target -> {
                    if (!expires) {
                        target.arena().redis().admin().insist("DEL", LOCK);
                    }
                });
    }

    /** The library libfaketime, which shows a process another time of day; empty if it is not installed. */
    static Optional<Path> fakeClock() {
        try (Stream<Path> folders = Files.list(Path.of("/usr/lib"))) {
            return folders.map(folder -> folder.resolve("faketime/libfaketimeMT.so.1"))
                    .filter(Files::isReadable)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static FaultKind wrongClock(String name, String offset, Path library) {
        Map<String, String> environment = Map.of(
                "LD_PRELOAD",
                library.toString(),
                "FAKETIME",
                offset,
                // The monotonic clock stays right, as on a host whose time of day is wrong. With the library's "fix"
                // for it,
                // a sleep of the JVM would end after half its time.
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0");
        return new FaultKind(
                name,
                "the schedulers' host clock off by " + offset + " for 1 to 4 s",
                (turn, random) -> Fault.lasting(
                        millis(random, 1_000, 4_000),
                        target -> replaceAll(target, target.arena().command().with(environment)),
                        target -> replaceAll(target, target.arena().command())));
    }

    private static void replaceAll(Fault.Target target, SchedulerCommand command) throws InterruptedException {
        for (SchedulerSlot slot : target.arena().slots()) {
            slot.command(command);
            slot.current().end(Duration.ofSeconds(15));
            slot.ensureRunning();
        }
    }
}
