/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */

/** Meters of a scheduler on a Micrometer registry. */
// Micrometer is an automatic module, under the name that its jar declares.
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
module dev.rqscheduler.metrics {
    requires transitive dev.rqscheduler;
    requires transitive micrometer.core;
    requires org.slf4j;

    exports dev.rqscheduler.metrics;
}
