/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.embedded.RedisServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import redis.clients.jedis.Jedis;

class ShopApplicationIT {

    @Test
    void context_started_movesAJob_andClosed_leavesNothing() {
        try (RedisServer server = RedisServer.start();
                Jedis redis = new Jedis(server.uri())) {
            try (ConfigurableApplicationContext context =
                    SpringApplication.run(ShopApplication.class, "--redis.url=" + server.uri())) {
                Jedis own = context.getBean(Jedis.class);
                assertThat(own.getClass().getProtectionDomain().getCodeSource().getLocation().toString())
                        .endsWith("jedis-" + System.getProperty("jedis.expected") + ".jar");
                assertThat(redis.exists("rq:scheduler_lock")).isTrue();
                assertThat(redis.keys("rq:scheduler_instance:*")).hasSize(1);

                context.getBean(SchedulerClient.class)
                        .enqueueIn(Duration.ofMillis(100), JobSpec.of("shop.jobs.remind", "order-17"));
                await().atMost(Duration.ofSeconds(20)).until(() -> own.llen("rq:queue:default") == 1);
            }
            assertThat(redis.exists("rq:scheduler_lock")).isFalse();
            // As in rq-scheduler: the death is recorded, and the key expires a minute later.
            assertThat(redis.keys("rq:scheduler_instance:*")).hasSize(1).allSatisfy(registration -> {
                assertThat(redis.hexists(registration, "death")).isTrue();
                assertThat(redis.ttl(registration)).isBetween(1L, 60L);
            });
            await().atMost(Duration.ofSeconds(5)).until(ShopApplicationIT::threads, List::isEmpty);
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("rqscheduler"))
                .toList();
    }
}
