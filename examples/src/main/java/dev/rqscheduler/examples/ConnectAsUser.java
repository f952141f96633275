/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.examples;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.RedisException;
import java.time.Duration;

/** Connects as a Redis user with the permissions of docs/redis-acl.md only. Takes a URL, a user and a password. */
public final class ConnectAsUser {

    private ConnectAsUser() {}

    public static void main(String[] args) {
        RedisConfig redis = RedisConfig.parse(args[0]).toBuilder()
                .user(args[1])
                .password(args[2])
                .build();
        try (SchedulerClient scheduler = SchedulerClient.builder().redis(redis).build()) {
            scheduler.enqueueIn(Duration.ofHours(1), JobSpec.of("shop.jobs.remind", "order-17"));
            System.out.println("scheduled as " + args[1]);
        } catch (RedisException e) {
            System.out.println(e.kind() + ": " + e.getMessage());
        }
    }
}
