/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.fault;

import dev.rqscheduler.faults.arena.Arena;
import dev.rqscheduler.faults.arena.Post;
import dev.rqscheduler.faults.arena.SchedulerChild;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Schedulers that die, hang, or come in crowds. */
final class ProcessFaults {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int CROWD = 5;

    private ProcessFaults() {}

    static List<FaultKind> all() {
        return List.of(
                kill("kill-active", "kill -9 of the scheduler that leads", arena -> List.of(arena.active())),
                kill("kill-standby", "kill -9 of the one that stands by", arena -> List.of(arena.standby())),
                kill("kill-all", "kill -9 of all schedulers", Arena::posts),
                term("term-active", "SIGTERM to the scheduler that leads", arena -> List.of(arena.active())),
                term("term-standby", "SIGTERM to the one that stands by", arena -> List.of(arena.standby())),
                term("term-all", "SIGTERM to all schedulers", Arena::posts),
                new FaultKind(
                        "stop-active",
                        "SIGSTOP of the leader for 1.2 to 3.5 leases, then SIGCONT",
                        ProcessFaults::stop),
                new FaultKind("start-many", CROWD + " more schedulers at once, and gone again", ProcessFaults::crowd),
                new FaultKind("rolling", "each scheduler in turn replaced, in order", ProcessFaults::rolling));
    }

    private static FaultKind kill(String name, String what, Function<Arena, List<Post>> whom) {
        return new FaultKind(name, what, (turn, random) -> {
            Duration gone = millis(random, 0, 1_500);
            return Fault.lasting(
                    gone,
                    stage -> {
                        for (Post post : whom.apply(stage.arena())) {
                            post.current().kill();
                        }
                    },
                    stage -> {});
        });
    }

    private static FaultKind term(String name, String what, Function<Arena, List<Post>> whom) {
        return new FaultKind(name, what, (turn, random) -> {
            Duration gone = millis(random, 0, 1_000);
            return Fault.lasting(
                    gone,
                    stage -> {
                        List<Post> posts = whom.apply(stage.arena());
                        posts.forEach(post -> post.current().terminate());
                        for (Post post : posts) {
                            post.current().end(PATIENCE);
                        }
                    },
                    stage -> {});
        });
    }

    /** Whoever leads is stopped for longer than its lease; in the campaign that is a second. */
    private static Fault stop(int turn, RandomGenerator random) {
        List<SchedulerChild> stopped = new ArrayList<>();
        return Fault.lasting(
                millis(random, 1_200, 3_500),
                stage -> {
                    stopped.add(stage.arena().active().current());
                    stopped.forEach(SchedulerChild::suspend);
                },
                stage -> stopped.forEach(SchedulerChild::resume));
    }

    private static Fault crowd(int turn, RandomGenerator random) {
        return Fault.lasting(
                millis(random, 500, 2_500),
                stage -> {
                    for (int i = 0; i < CROWD; i++) {
                        stage.arena().addPost();
                    }
                },
                stage -> stage.arena().removeExtras());
    }

    private static Fault rolling(int turn, RandomGenerator random) {
        return Fault.once(stage -> {
            for (Post post : stage.arena().posts()) {
                post.current().end(PATIENCE);
                post.fill();
                Thread.sleep(random.nextInt(300, 1_500));
            }
        });
    }

    static Duration millis(RandomGenerator random, int least, int most) {
        return Duration.ofMillis(random.nextInt(least, most + 1));
    }
}
