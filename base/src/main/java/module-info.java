/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */

/**
 * Values, RQ's formats, timetables and the connection: what client, scheduler and worker share. Users require {@code
 * dev.rqscheduler}, which brings this module along.
 */
// The modules named below are built after this one. Jedis is an automatic module, and static because it is needed to
// compile only: the jar contains it under a name of its own.
@SuppressWarnings({"module", "requires-automatic"})
module dev.rqscheduler.base {
    requires static transitive org.jspecify;
    requires static redis.clients.jedis;
    requires jdk.net;
    requires org.slf4j;

    exports dev.rqscheduler.api;
    exports dev.rqscheduler.internal.connection to
            dev.rqscheduler,
            dev.rqscheduler.metrics,
            dev.rqscheduler.web,
            dev.rqscheduler.files;
    exports dev.rqscheduler.internal.job to
            dev.rqscheduler;
    exports dev.rqscheduler.internal.schedule to
            dev.rqscheduler,
            dev.rqscheduler.web,
            dev.rqscheduler.files;
    exports dev.rqscheduler.internal.text to
            dev.rqscheduler,
            dev.rqscheduler.web,
            dev.rqscheduler.files;
    exports dev.rqscheduler.internal.time to
            dev.rqscheduler,
            dev.rqscheduler.metrics,
            dev.rqscheduler.web,
            dev.rqscheduler.files;
    exports dev.rqscheduler.internal.tzdata to
            dev.rqscheduler,
            dev.rqscheduler.metrics;
    exports dev.rqscheduler.internal.wire to
            dev.rqscheduler,
            dev.rqscheduler.web,
            dev.rqscheduler.files;
    exports dev.rqscheduler.internal.wire.json to
            dev.rqscheduler,
            dev.rqscheduler.web,
            dev.rqscheduler.files;
}
