/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rqscheduler.embedded.RedisServer;
import dev.rqscheduler.lab.arena.Ports;
import dev.rqscheduler.lab.proxy.FaultyProxy;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

class ScriptMonitorTest {

    private static final List<String> KEYS = List.of("rq:scheduler:scheduled_jobs", "rq:scheduler_lock");
    private static final String MOVE = "redis.call('RPUSH', 'rq:queue:q', 'j') redis.call('RPUSH', 'elsewhere', 'j')";

    @Test
    void push_isAttributedToClientOfItsScript() throws Exception {
        int port = Ports.free();
        try (RedisServer redis = RedisServer.start();
                FaultyProxy proxy = FaultyProxy.start(port, redis.port());
                ScriptMonitor monitor = ScriptMonitor.start(redis.port());
                RedisClient other = RedisClient.create(redis.uri());
                RedisClient watched = RedisClient.create("redis://127.0.0.1:" + port)) {
            watched.eval("return 1");
            Object sha = other.scriptLoad(MOVE);
            other.evalsha(String.valueOf(sha), KEYS, List.of("an argument"));
            watched.evalsha(String.valueOf(sha), KEYS, List.of("an argument"));
            watched.rpush("rq:queue:q", "not by a script");
            other.evalsha(String.valueOf(sha), KEYS, List.of("an argument"));
            Set<Integer> ports = proxy.portsAtRedis();
            await().until(() -> monitor.of(ports).pushes() == 1);
            assertThat(monitor.of(ports)).isEqualTo(new ScriptMonitor.Sum(2, 1, 1));
            assertThat(monitor.of(ports).minus(new ScriptMonitor.Sum(1, 1, 0)))
                    .isEqualTo(new ScriptMonitor.Sum(1, 0, 1));
            assertThat(monitor.of(Set.of())).isEqualTo(new ScriptMonitor.Sum(0, 0, 0));
        }
    }
}
