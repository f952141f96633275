/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

/** What a route asks of whoever calls it. */
public enum Access {
    /** Nothing, wherever the server is bound to: health, the login, style sheets. */
    ALWAYS,
    /** Nothing on loopback; the token beyond it. */
    READ,
    /** The token, and that no other site has sent the request. */
    CHANGE
}
