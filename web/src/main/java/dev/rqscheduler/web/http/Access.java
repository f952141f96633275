/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

/** The access level of a route. */
public enum Access {
    /** Open on every address: health checks, the login, style sheets. */
    ALWAYS,
    /** Open on loopback; needs the token on other addresses. */
    READ,
    /** Needs the token, and a request that was not sent by another site. */
    CHANGE
}
