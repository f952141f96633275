/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.faults.fault;

import static dev.rqscheduler.faults.fault.ProcessFaults.millis;

import dev.rqscheduler.faults.arena.Post;
import dev.rqscheduler.faults.proxy.CallTrap;
import dev.rqscheduler.faults.proxy.FaultyProxy;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** What networks do between a scheduler and Redis. Half of them strike the leader alone, half all schedulers. */
final class ConnectionFaults {

    /** A pass of the campaign has about so many calls; each is struck in its turn. */
    private static final int CALLS_OF_A_PASS = 12;

    private static final Duration UNTIL_IT_SPRINGS = Duration.ofSeconds(4);

    private ConnectionFaults() {}

    static List<FaultKind> all() {
        return List.of(
                new FaultKind(
                        "cut",
                        "connections reset, new ones welcome",
                        (turn, random) -> struck(turn, Duration.ZERO, FaultyProxy::cut)),
                new FaultKind(
                        "refused",
                        "connections reset and refused for up to 2 s",
                        (turn, random) -> struck(turn, millis(random, 100, 2_000), FaultyProxy::refuse)),
                new FaultKind(
                        "half-open",
                        "nothing gets through and nobody is told, for 1 to 7 s",
                        (turn, random) -> struck(turn, millis(random, 1_000, 7_000), FaultyProxy::halfOpen)),
                new FaultKind("slow", "each message takes 1 to 500 ms longer, for 1 to 4 s", (turn, random) -> {
                    Duration delay = millis(random, 1, 500);
                    return struck(turn, millis(random, 1_000, 4_000), proxy -> proxy.delay(delay));
                }),
                new FaultKind(
                        "reply-lost",
                        "the connection resets after a call ran and before its reply, each call in turn",
                        (turn, random) -> trapped(CallTrap.Blow.LOSE_REPLY, turn, Duration.ZERO)),
                new FaultKind(
                        "request-lost",
                        "the connection resets before a call is sent, each call in turn",
                        (turn, random) -> trapped(CallTrap.Blow.LOSE_REQUEST, turn, Duration.ZERO)),
                new FaultKind(
                        "request-late",
                        "a call reaches Redis 1.2 to 3 leases late, each call in turn",
                        (turn, random) -> trapped(CallTrap.Blow.HOLD_REQUEST, turn, millis(random, 1_200, 3_000))));
    }

    private static Fault struck(int turn, Duration lasts, Consumer<FaultyProxy> blow) {
        return new Fault() {
            private List<FaultyProxy> proxies = List.of();

            @Override
            public void inject(Stage stage) {
                List<Post> posts = turn % 2 == 0
                        ? List.of(stage.arena().active())
                        : stage.arena().posts();
                proxies = posts.stream().map(Post::proxy).toList();
                proxies.forEach(blow);
            }

            @Override
            public Duration lasts() {
                return lasts;
            }

            @Override
            public void heal(Stage stage) {
                proxies.forEach(FaultyProxy::pass);
            }
        };
    }

    /** A trap in the leader's connection; the fault begins when it springs. */
    private static Fault trapped(CallTrap.Blow blow, int turn, Duration lasts) {
        CallTrap trap = new CallTrap(blow, 1 + turn % CALLS_OF_A_PASS, CallTrap::isScript);
        return new Fault() {
            private List<FaultyProxy> proxies = List.of();

            @Override
            public void inject(Stage stage) throws InterruptedException {
                proxies = List.of(stage.arena().active().proxy());
                proxies.forEach(proxy -> proxy.set(trap));
                trap.awaitSprung(UNTIL_IT_SPRINGS);
            }

            @Override
            public Duration lasts() {
                return lasts;
            }

            @Override
            public void heal(Stage stage) {
                proxies.forEach(FaultyProxy::pass);
            }
        };
    }
}
