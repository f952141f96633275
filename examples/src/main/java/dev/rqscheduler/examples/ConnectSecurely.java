/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.examples;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.RedisEndpoint;
import dev.rqscheduler.api.RedisTls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** TLS with a private authority, and Sentinels. The same configuration serves client, scheduler, metrics and page. */
public final class ConnectSecurely {

    private ConnectSecurely() {}

    /** Returns a configuration with TLS; certificates are verified, and read again for every connection. */
    static RedisConfig tls(String host, int port, Path authorities) {
        return RedisConfig.tcp(host, port).toBuilder()
                .tls(RedisTls.builder().ca(authorities).build())
                .timeout(Duration.ofSeconds(2))
                .build();
    }

    /** Returns a configuration with Sentinels, which name the master, again after each failover. */
    static RedisConfig sentinels(String user, String password) {
        return RedisConfig.sentinel(
                        "main",
                        List.of(
                                new RedisEndpoint.Tcp("s1.example", 26379),
                                new RedisEndpoint.Tcp("s2.example", 26379),
                                new RedisEndpoint.Tcp("s3.example", 26379)))
                .toBuilder()
                .user(user)
                .password(password)
                .build();
    }

    /** Takes host, port, and a file of certificate authorities. */
    public static void main(String[] args) {
        RedisConfig redis = tls(args[0], Integer.parseInt(args[1]), Path.of(args[2]));
        try (SchedulerClient scheduler = SchedulerClient.builder().redis(redis).build()) {
            System.out.println(scheduler.address() + " says it is " + scheduler.ping());
        }
    }
}
