/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.examples.shop;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.SchedulerProcess;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import redis.clients.jedis.Jedis;

/** An application that runs the scheduler as long as its context, and has a Redis client of its own. */
@SpringBootApplication
public class ShopApplication {

    /** Starts the application. */
    public static void main(String[] args) {
        SpringApplication.run(ShopApplication.class, args);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    SchedulerProcess schedulerProcess(@Value("${redis.url}") String url) {
        return SchedulerProcess.builder().redis(url).build();
    }

    @Bean
    SchedulerClient schedulerClient(@Value("${redis.url}") String url) {
        return SchedulerClient.connect(url);
    }

    @Bean
    Jedis jedis(@Value("${redis.url}") String url) {
        return new Jedis(url);
    }
}
