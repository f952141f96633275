/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.JobSpec;
import dev.rqscheduler.api.Schedule;
import dev.rqscheduler.api.ScheduleStatus;
import dev.rqscheduler.embedded.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import redis.clients.jedis.RedisClient;

/** A real redis-server shared by all page tests, and the data that the pages show. Tests do not run in parallel. */
final class PageRedis {

    static final String SCRIPT = "<script>alert(1)</script>";
    static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

    private static final RedisServer SERVER = RedisServer.start();
    private static final RedisClient CLIENT = RedisClient.create(SERVER.uri());
    private static final SchedulerClient SCHEDULER = SchedulerClient.connect(SERVER.uri());

    private PageRedis() {}

    static RedisServer server() {
        return SERVER;
    }

    /** Returns a plain client, to prepare and inspect data. */
    static RedisClient client() {
        return CLIENT;
    }

    /** Opens pages on a Redis that is emptied first; the test closes them. */
    static Pages emptyPages() {
        CLIENT.flushAll();
        try {
            return Pages.open(SERVER, options -> options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void job(String id) {
        SCHEDULER.enqueueAt(
                LATER,
                JobSpec.builder("shop.mail.remind")
                        .id(id)
                        .args("secret-7")
                        .queue("mail")
                        .build());
    }

    static void schedule(String name) {
        SCHEDULER
                .schedules("test")
                .put(Schedule.builder(
                                name,
                                JobSpec.builder("shop.report").args("secret-8").build())
                        .every(Duration.ofHours(1))
                        .zone(ZoneId.of("Europe/Amsterdam"))
                        .build());
    }

    static void quarantined(String id) {
        CLIENT.hset("rq:job:" + id, Map.of("data", "x", "origin", "imports", "status", "scheduled"));
        CLIENT.zadd("rq:scheduling:quarantine", 1_790_000_000, id);
        CLIENT.hset(
                "rq:scheduling:quarantine:reasons",
                id,
                "{\"reason\": \"bad meta " + SCRIPT + "\", \"due\": \"4102444800\", \"queue\": \"imports\"}");
    }

    static ScheduleStatus status(String name) {
        return SCHEDULER.schedules("test").get(name).orElseThrow();
    }
}
