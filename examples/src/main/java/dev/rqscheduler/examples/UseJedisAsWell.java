/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.examples;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.SchedulerProcess;
import dev.rqscheduler.api.JobSpec;
import java.net.URI;
import java.time.Duration;
import redis.clients.jedis.Jedis;

/** Uses Jedis next to an embedded scheduler, which contains a Redis client of its own: any version of Jedis will do. */
public final class UseJedisAsWell {

    private UseJedisAsWell() {}

    public static void main(String[] args) throws InterruptedException {
        try (Jedis jedis = new Jedis(URI.create(args[0]));
                SchedulerProcess process =
                        SchedulerProcess.builder().redis(args[0]).build();
                SchedulerClient client = SchedulerClient.connect(args[0])) {
            process.start();
            client.enqueueIn(Duration.ofMillis(100), JobSpec.of("shop.jobs.remind", "order-17"));
            while (jedis.llen("rq:queue:default") == 0) {
                Thread.sleep(10);
            }
            System.out.println("moved, says Jedis from "
                    + Jedis.class.getProtectionDomain().getCodeSource().getLocation());
        }
    }
}
