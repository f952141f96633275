/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */

/** What a user's module requires. */
// Jedis, jte and Micrometer are automatic modules.
@SuppressWarnings("requires-automatic")
module dev.rqscheduler.examples {
    requires dev.rqscheduler;
    requires dev.rqscheduler.metrics;
    requires dev.rqscheduler.web;
    requires java.net.http;
    requires static redis.clients.jedis;
}
