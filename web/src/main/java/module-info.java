/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */

/** The web page and the JSON API of a scheduler. */
// jte is an automatic module, under the name that its jar declares.
@SuppressWarnings("requires-automatic")
module dev.rqscheduler.web {
    requires transitive dev.rqscheduler;
    requires com.fasterxml.jackson.core;
    requires gg.jte.runtime;
    requires jdk.httpserver;
    requires org.slf4j;

    exports dev.rqscheduler.web;
    // Templates are loaded by name.
    exports dev.rqscheduler.web.page.jte to
            gg.jte.runtime;
}
