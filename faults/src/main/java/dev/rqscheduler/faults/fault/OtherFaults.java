/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.fault;

import static dev.rqscheduler.faults.fault.ProcessFaults.millis;

import dev.rqscheduler.faults.arena.Admin;
import dev.rqscheduler.faults.arena.Post;
import dev.rqscheduler.faults.arena.RealScheduler;
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

/** Foreign writers of the lock, wrong clocks, and bad jobs. */
final class OtherFaults {

    private static final String LOCK = "rq:scheduler_lock";

    private OtherFaults() {}

    static List<FaultKind> all() {
        List<FaultKind> kinds = new ArrayList<>(List.of(
                new FaultKind(
                        "lock-deleted",
                        "the lock deleted, as Python does at the end of a pass that took too long",
                        (turn, random) -> Fault.once(
                                stage -> stage.arena().redis().admin().insist("DEL", LOCK))),
                new FaultKind(
                        "lock-stolen",
                        "the lock overwritten by a foreign writer, and deleted by it",
                        OtherFaults::stolenLock),
                new FaultKind(
                        "poison",
                        "a job of each kind that cannot be moved, among good ones",
                        (turn, random) -> Fault.once(stage -> stage.poison().run()))));
        fakeClock().ifPresent(library -> {
            kinds.add(wrongClock("clock-ahead", "+10m", library));
            kinds.add(wrongClock("clock-behind", "-10m", library));
        });
        return List.copyOf(kinds);
    }

    /** As Python's process takes it: its clock's time as value, with an expiry. */
    private static Fault stolenLock(int turn, RandomGenerator random) {
        boolean leftToExpire = random.nextBoolean();
        Duration lasts = leftToExpire ? Duration.ofMillis(1_100) : millis(random, 50, 1_500);
        return Fault.lasting(
                lasts,
                stage -> {
                    Admin admin = stage.arena().redis().admin();
                    String now = Long.toString(Instant.now().getEpochSecond());
                    admin.insist("SET", LOCK, now + ".25", "EX", leftToExpire ? "1" : "11");
                },
                stage -> {
                    if (!leftToExpire) {
                        stage.arena().redis().admin().insist("DEL", LOCK);
                    }
                });
    }

    /** libfaketime, by which a process sees another time of day; empty where it is not installed. */
    static Optional<Path> fakeClock() {
        try (Stream<Path> folders = Files.list(Path.of("/usr/lib"))) {
            return folders.map(folder -> folder.resolve("faketime/libfaketimeMT.so.1"))
                    .filter(Files::isReadable)
                    .findFirst();
        } catch (java.io.IOException e) {
            return Optional.empty();
        }
    }

    private static FaultKind wrongClock(String name, String offset, Path library) {
        Map<String, String> environment = Map.of(
                "LD_PRELOAD",
                library.toString(),
                "FAKETIME",
                offset,
                // The clock that nobody sets stays right, as on a host whose time of day is wrong; with the library's
                // "fix" for it a sleep of the JVM ends after half its time.
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0");
        return new FaultKind(
                name,
                "the schedulers' host clock off by " + offset + " for 1 to 4 s",
                (turn, random) -> Fault.lasting(
                        millis(random, 1_000, 4_000),
                        stage -> {
                            if (stage.arena().command() instanceof RealScheduler real) {
                                replaceAll(stage, real.with(environment));
                            }
                        },
                        stage -> replaceAll(stage, stage.arena().command())));
    }

    private static void replaceAll(Fault.Stage stage, dev.rqscheduler.faults.arena.SchedulerCommand command)
            throws InterruptedException {
        for (Post post : stage.arena().posts()) {
            post.command(command);
            post.current().end(Duration.ofSeconds(15));
            post.fill();
        }
    }
}
