/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */

/** A private, real Redis server, for tests, demonstrations and small installations. */
module dev.rqscheduler.embedded {
    requires static transitive org.jspecify;

    exports dev.rqscheduler.embedded;
}
